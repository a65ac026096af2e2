package com.dartwing.tel.hub.sandbox;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.carrier.CarrierCredentials;
import com.dartwing.tel.hub.carrier.CarrierFolders;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.rest.ApiEdge;
import com.dartwing.tel.hub.webhook.CallbackUrls;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.json.StrictJson;
import com.dartwing.tel.webhook.WebhookAuths;
import com.dartwing.tel.webhook.WebhookSigner;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * What the carriers' simulators have in common: what they saw, how they are told to behave, and their calls back, signed
 * as each carrier signs. What a carrier's API looks like is in its own route file.
 */
@Component("simulators")
public class Simulators implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Simulators.class);
    private static final int SEEN_AT_MOST = 200_000;
    private static final long RECEIPT_AFTER_MS = 200;
    private static final String JSON = "application/json";
    private static final String BOUNDARY = "simulated-form";
    private static final String FORM = "multipart/form-data; boundary=" + BOUNDARY;
    private static final int CALL_BACK_TRIES = 60;
    private static final long LONGEST_PAUSE_MS = 4_000;

    private final CarrierFolders carriers;
    private final CarrierCredentials credentials;
    private final SandboxSecrets secrets;
    private final HubProperties properties;
    private final CallbackUrls callbacks;
    private final ApiEdge api;
    private final ProducerTemplate camel;
    private final Clock clock;
    private final StrictJson json = new StrictJson(65_536);
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final Map<String, ConcurrentLinkedDeque<JsonNode>> seen = new ConcurrentHashMap<>();
    private final Map<String, WebhookSigner> signers = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(4, runnable -> {
        Thread thread = new Thread(runnable, "simulator-calls-back");
        thread.setDaemon(true);
        return thread;
    });

    public Simulators(
            CarrierFolders carriers,
            CarrierCredentials credentials,
            SandboxSecrets secrets,
            HubProperties properties,
            CallbackUrls callbacks,
            ApiEdge api,
            ProducerTemplate camel,
            Clock clock) {
        this.carriers = carriers;
        this.credentials = credentials;
        this.secrets = secrets;
        this.properties = properties;
        this.callbacks = callbacks;
        this.api = api;
        this.camel = camel;
        this.clock = clock;
    }

    /** Whether the caller has the carrier's credentials. */
    public boolean knows(
            @ExchangeProperty("carrier") String name,
            @ExchangeProperty("operation") String operation,
            @Header("Authorization") String authorization) {
        Carrier carrier = carriers.find(name).orElseThrow();
        if (credentials.wantsToken(carrier, operation)) {
            return ("Bearer " + secrets.of(name + ".token")).equals(authorization);
        }
        return credentials
                .of(carrier, operation)
                .map(credential -> credential.value().equals(authorization))
                .orElse(true);
    }

    /** Plays the carrier's token endpoint: an access token for who has the client's credentials. */
    public void token(
            Exchange exchange,
            @ExchangeProperty("carrier") String name,
            @Header("Authorization") String authorization) {
        if (credentials.client(carriers.find(name).orElseThrow()).equals(authorization)) {
            api.write(
                    exchange,
                    200,
                    Map.of("access_token", secrets.of(name + ".token"), "token_type", "Bearer", "expires_in", 3600));
        } else {
            api.write(exchange, 401, Map.of("error", "invalid_client"));
        }
    }

    /** Says yes; with an empty body where the carrier's has none. */
    public void yes(Exchange exchange, int status, @Body JsonNode answer) {
        api.writeText(exchange, status, answer == null ? "" : Json.write(answer));
    }

    /** The behaviour for this call, one less of it for the next. */
    public Behaviour behaviour(
            @ExchangeProperty("carrier") String name, @ExchangeProperty("operation") String operation) {
        Behaviour[] now = {Behaviour.GOOD};
        behaviours.computeIfPresent(name, (carrier, ordered) -> {
            if (!ordered.isFor(operation)) {
                return ordered;
            }
            now[0] = ordered;
            if (ordered.count() == null) {
                return ordered;
            }
            return ordered.count() <= 1 ? null : ordered.counted(ordered.count() - 1);
        });
        return now[0];
    }

    /** What the route's mappings read: the request, the new id, the time and the receipt's word. */
    public JsonNode take(
            Exchange exchange,
            @ExchangeProperty("carrier") String name,
            @ExchangeProperty("behaviour") Behaviour behaviour) {
        ObjectNode call = (ObjectNode) Json.tree(Map.of(
                "id", UUID.randomUUID().toString(),
                "at", clock.instant().toString(),
                "reportAt", clock.instant().plusMillis(RECEIPT_AFTER_MS).toString(),
                "timestamp", clock.instant().getEpochSecond(),
                "status", behaviour.receiptWord(),
                "hub", properties.sandbox().hubUrl(),
                "eventIds",
                        Stream.generate(() -> UUID.randomUUID().toString())
                                .limit(4)
                                .toList()));
        String request = new String(api.body(exchange), StandardCharsets.UTF_8);
        call.set("request", Documents.read(request));
        call.set(
                "path",
                Json.tree(List.of(ApiEdge.request(exchange).getServletPath().split("/"))));
        call.put("taken", behaviour.status() == null);
        return call;
    }

    /** Remembers what came, newest first. */
    public void see(
            @ExchangeProperty("carrier") String name,
            @ExchangeProperty("call") JsonNode call,
            @Body JsonNode normalised) {
        ObjectNode entry = normalised.deepCopy();
        entry.set("id", call.get("id"));
        entry.set("received_at", call.get("at"));
        entry.set("taken", call.get("taken"));
        entry.set("request", call.get("request"));
        ConcurrentLinkedDeque<JsonNode> all = seen.computeIfAbsent(name, carrier -> new ConcurrentLinkedDeque<>());
        all.addFirst(entry);
        if (all.size() > SEEN_AT_MOST) {
            all.pollLast();
        }
    }

    /** Answers {@code GET _seen}. */
    public void seen(Exchange exchange, @ExchangeProperty("carrier") String name) {
        String limit = api.parameter(exchange, "limit");
        int most = limit == null ? SEEN_AT_MOST : Integer.parseInt(limit);
        List<JsonNode> newest = new ArrayList<>();
        Iterator<JsonNode> all =
                seen.getOrDefault(name, new ConcurrentLinkedDeque<>()).iterator();
        while (all.hasNext() && newest.size() < most) {
            newest.add(all.next());
        }
        api.write(exchange, 200, newest);
    }

    /** Obeys {@code POST _behave}; an empty object means to be good again. */
    public void behave(Exchange exchange, @ExchangeProperty("carrier") String name) {
        byte[] body = api.body(exchange);
        JsonNode order = json.readTree(body);
        if (order.isEmpty()) {
            behaviours.remove(name);
        } else {
            behaviours.put(name, json.read(body, Behaviour.class));
        }
        api.answer(exchange, 200, order);
    }

    /**
     * The order of {@code POST _inbound}, as the mapping to the carrier's webhook reads it.
     *
     * @throws TelException.InvalidRequest when it brings a fax without a document, or to a carrier that has none
     */
    public JsonNode order(Exchange exchange, @ExchangeProperty("carrier") String name) {
        ObjectNode order = json.readTree(api.body(exchange));
        JsonNode fax = order.get("fax");
        if (fax != null && fax.asText().isBlank()) {
            throw new TelException.InvalidRequest("fax is the name of a document, such as letter.tiff", "fax");
        }
        if (fax != null && !carriers.find(name).orElseThrow().can("fax")) {
            throw new TelException.InvalidRequest("This carrier has no faxes", "fax");
        }
        boolean call = order.has("call") || order.has("hangup");
        exchange.setProperty("door", fax != null ? "fax" : call ? "call" : "sms");
        exchange.setProperty("contentType", order.path("form").asBoolean() ? FORM : JSON);
        if (!order.has("id")) {
            // Who gives one may tell of the same twice.
            order.put("id", UUID.randomUUID().toString());
        }
        order.put("eventId", UUID.randomUUID().toString());
        order.put("at", clock.instant().toString());
        return order;
    }

    /** Calls the hub with an incoming message or fax, at once, and answers what the hub said. */
    public void deliver(
            Exchange exchange,
            @ExchangeProperty("carrier") String name,
            @ExchangeProperty("door") String door,
            @ExchangeProperty("contentType") String contentType,
            @Body JsonNode webhook)
            throws IOException, InterruptedException {
        String url = callbacks.at(properties.sandbox().hubUrl(), name, door);
        HttpResponse<String> answer = call(name, url, contentType, webhook);
        int status = answer.statusCode();
        if (status < 300) {
            play(name, answer, webhook);
        }
        api.answer(exchange, status < 300 ? 200 : 502, Map.of("webhook_status", status));
    }

    /** Plays a document that the hub answered to a call back, as the carrier's route file says. */
    private void play(String name, HttpResponse<String> answer, JsonNode event) {
        if (Documents.isOne(answer.body())) {
            play(name, Documents.read(answer.body()), event);
        }
    }

    private void play(String name, JsonNode document, JsonNode event) {
        Instant now = clock.instant();
        ObjectNode played = (ObjectNode) Json.tree(Map.of(
                "id",
                UUID.randomUUID().toString(),
                "at",
                now.toString(),
                "reportAt",
                now.plusMillis(RECEIPT_AFTER_MS).toString(),
                "hub",
                properties.sandbox().hubUrl(),
                "taken",
                true));
        played.set("request", document);
        played.set("event", event);
        camel.send("direct:" + name + "-simulator-plays", exchange -> exchange.getMessage()
                .setBody(played));
    }

    /**
     * Calls back with receipts: at once when they are to be early, a little later otherwise. One that is no call back
     * holds a {@code document} to play, after an {@code event}.
     */
    public void report(
            @ExchangeProperty("carrier") String name,
            @ExchangeProperty("behaviour") Behaviour behaviour,
            @Body ArrayNode receipts) {
        if (behaviour.noReceipt() || behaviour.status() != null) {
            return;
        }
        List<JsonNode> calls = new ArrayList<>();
        receipts.forEach(receipt -> {
            calls.add(receipt);
            if (behaviour.duplicateReceipts()) {
                calls.add(receipt);
            }
        });
        if (behaviour.earlyReceipt()) {
            calls.forEach(receipt -> callBack(name, receipt, CALL_BACK_TRIES));
        } else {
            later.schedule(
                    () -> calls.forEach(receipt -> callBack(name, receipt, 0)),
                    RECEIPT_AFTER_MS,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** A carrier tries again when we do not answer; here with a backoff that suits tests. */
    private void callBack(String name, JsonNode receipt, int tries) {
        if (receipt.has("document")) {
            play(name, receipt.get("document"), receipt.get("event"));
            return;
        }
        try {
            HttpResponse<String> answer = call(
                    name,
                    receipt.get("url").asText(),
                    receipt.path("contentType").asText(JSON),
                    receipt.get("body"));
            if (answer.statusCode() < 300) {
                play(name, answer, receipt.get("body"));
                return;
            }
        } catch (IOException e) {
            LOG.debug("{} could not call back", name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (tries < CALL_BACK_TRIES) {
            later.schedule(
                    () -> callBack(name, receipt, tries + 1),
                    Math.min(LONGEST_PAUSE_MS, 500L << Math.min(tries, 3)),
                    TimeUnit.MILLISECONDS);
        }
    }

    private HttpResponse<String> call(String name, String url, String contentType, JsonNode body)
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
        Map<String, Map<String, Object>> sections =
                WebhookAuths.sections(carriers.find(name).orElseThrow().webhook());
        String last = target.getPath().substring(target.getPath().lastIndexOf('/') + 1);
        String kind = sections.containsKey(last) ? last : WebhookAuths.ALL;
        return signers.computeIfAbsent(name + "/" + kind, key -> {
            Map<String, Object> spec = sections.get(kind);
            boolean asymmetric = spec.remove("public-key") != null;
            if (asymmetric) {
                spec.put("private-key", "private-key");
            }
            return WebhookAuths.signer(
                    spec,
                    secret -> asymmetric && "private-key".equals(secret)
                            ? secrets.keyPair(name).seed()
                            : carriers.setting(name, secret));
        });
    }

    @Override
    public void destroy() {
        later.shutdownNow();
    }
}
