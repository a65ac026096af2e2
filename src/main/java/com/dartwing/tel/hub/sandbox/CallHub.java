package com.dartwing.tel.hub.sandbox;

import com.dartwing.tel.hub.carrier.CarrierFolders;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.webhook.WebhookAuths;
import com.dartwing.tel.webhook.WebhookSigner;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The simulators' calls back to the hub, each signed as its carrier signs. */
@Component
class CallHub {

    static final String JSON = "application/json";

    private static final String BOUNDARY = "simulated-form";
    static final String FORM = "multipart/form-data; boundary=" + BOUNDARY;

    private final CarrierFolders carriers;
    private final SandboxSecrets secrets;
    private final Clock clock;
    private final Map<String, WebhookSigner> signers = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    CallHub(CarrierFolders carriers, SandboxSecrets secrets, Clock clock) {
        this.carriers = carriers;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Calls back, and waits for the answer. */
    HttpResponse<String> call(String name, String url, String contentType, JsonNode body)
            throws IOException, InterruptedException {
        byte[] bytes = (contentType.equals(FORM) ? form(body) : Json.write(body)).getBytes(StandardCharsets.UTF_8);
        URI target = URI.create(url);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url.replaceFirst("(?<=://)[^/@]*@", "")))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        if (target.getRawUserInfo() == null) {
            signer(name, target)
                    .sign(target.getRawPath(), bytes, clock.instant())
                    .forEach(request::header);
        } else {
            // Carriers that sign nothing send what they were told with the URL (RFC 7617).
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(target.getUserInfo().getBytes(StandardCharsets.UTF_8)));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A call as a form (RFC 7578): objects are parts of JSON, and the {@code file} is one with a name. */
    private static String form(JsonNode body) {
        StringBuilder form = new StringBuilder();
        body.properties().forEach(field -> form.append("--" + BOUNDARY + "\r\n")
                .append("Content-Disposition: form-data; name=\"" + field.getKey() + "\"")
                .append(field.getKey().equals("file") ? "; filename=\"fax.pdf\"" : "")
                .append("\r\n\r\n")
                .append(field.getValue().isTextual() ? field.getValue().textValue() : Json.write(field.getValue()))
                .append("\r\n"));
        return form.append("--" + BOUNDARY + "--\r\n").toString();
    }

    /** Who signs as the carrier does, for the kind of call that the target's path ends with. */
    private WebhookSigner signer(String name, URI target) {
        String last = target.getPath().substring(target.getPath().lastIndexOf('/') + 1);
        return signers.computeIfAbsent(name + "/" + last, key -> signer(name, last));
    }

    private WebhookSigner signer(String name, String kind) {
        Map<String, Map<String, Object>> sections =
                WebhookAuths.sections(carriers.find(name).orElseThrow().webhook());
        Map<String, Object> spec = sections.getOrDefault(kind, sections.get(WebhookAuths.ALL));
        boolean asymmetric = spec.remove("public-key") != null;
        if (asymmetric) {
            spec.put("private-key", "private-key");
        }
        return WebhookAuths.signer(
                spec,
                secret -> asymmetric && "private-key".equals(secret)
                        ? secrets.keyPair(name).seed()
                        : carriers.setting(name, secret));
    }
}
