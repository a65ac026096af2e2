package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fifth carrier: two files in the operator's directory, picked up without a build. */
class NewCarrierIT {

    private static final String CARRIER =
            """
            title: Acme
            description: A carrier of one page, for whoever wants to see how little it takes.
            priority: 1
            capabilities: [sms]
            countries: [US]
            settings:
              url: {title: Base URL, env: ACME_URL}
              token: {title: Token, env: ACME_TOKEN, secret: true}
              hook: {title: Secret of callbacks, env: ACME_HOOK, secret: true}
            auth: {scheme: bearer, token: token}
            webhook: {scheme: secret-header, header: X-Acme, secret: hook}
            statuses: {ARRIVED: Delivered, LOST: Undelivered}
            errors:
              BUSY: {kind: unavailable}
              RUDE: {kind: rejected, code: TEL-102}
            sandbox-rates:
              sms: {"1": 0.0001}
            """;

    private static final String ROUTES =
            """
            - templatedRoute:
                routeTemplateRef: carrier-http
                routeId: acme-sms-send
                parameters:
                  - {name: description, value: Sends an SMS through Acme}
                  - {name: carrier, value: acme}
                  - {name: operation, value: sms.send}
                  - {name: path, value: /send}
                  - {name: request, value: "{number: .to, words: .body, ref: .attempt}"}
                  - {name: response, value: "{carrierId: .ticket}"}
                  - {name: error, value: "{code: .why, detail: .more}"}
            - templatedRoute:
                routeTemplateRef: carrier-webhook
                routeId: acme-webhook
                parameters:
                  - {name: description, value: "Takes Acme's receipts"}
                  - {name: carrier, value: acme}
                  - {name: events, value: "[{type: \\"receipt\\", carrierId: .ticket, attempt: .ref, status: .state}]"}
            """;

    @TempDir
    Path routes;

    private final SandboxKey key = SandboxKey.generate();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private volatile int status = 200;
    private volatile String answer = "{\"ticket\":\"T1\"}";
    private HttpServer acme;
    private HubProcess hub;

    @BeforeEach
    void start() throws IOException {
        Path folder = Files.createDirectories(routes.resolve("carriers/acme"));
        Files.writeString(folder.resolve("carrier.yaml"), CARRIER);
        Files.writeString(folder.resolve("acme.camel.yaml"), ROUTES);
        // What an empty file takes away is not missed by a hub that starts.
        Files.writeString(
                Files.createDirectories(routes.resolve("carriers/telnyx")).resolve("telnyx-conferences.camel.yaml"),
                "# No conferences here\n");
        acme = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        acme.createContext("/send", exchange -> {
            heard.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        acme.start();
        hub = key.given(HubProcess.with("--tel.routes-dir=" + routes))
                .env("ACME_URL", "http://127.0.0.1:" + acme.getAddress().getPort())
                .env("ACME_TOKEN", "open-sesame")
                .env("ACME_HOOK", "knock-knock")
                .start();
    }

    @AfterEach
    void stop() {
        if (hub != null) {
            hub.close();
        }
        acme.stop(0);
    }

    private HubProcess.Answer send() {
        return hub.post(
                "/api/method/dartwing_tel.api.sms.send_sms",
                key.apiKey(),
                "{\"to\":\"+14155551234\",\"body\":\"Hello\"}");
    }

    @Test
    void it_sends_maps_its_errors_and_its_receipts_by_its_own_two_files() throws Exception {
        HubProcess.Answer sent = send();
        JsonNode message = sent.json().path("message");
        String id = message.path("message_id").asText();

        assertThat(message.path("carrier").asText()).isEqualTo("Acme");
        assertThat(heard.poll())
                .isEqualTo("Bearer open-sesame {\"number\":\"+14155551234\",\"words\":\"Hello\",\"ref\":\"" + id
                        + "-0.1\"}");

        assertThat(hub.send(
                                "POST",
                                "/api/tel/webhook/acme/state",
                                Map.of("X-Acme", "knock-knock"),
                                "{\"ticket\":\"T1\",\"ref\":\"" + id + "-0.1\",\"state\":\"ARRIVED\"}")
                        .status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> hub.get("/api/method/dartwing_tel.api.sms.get_status?message_id=" + id, key.apiKey())
                        .json()
                        .path("message")
                        .path("status")
                        .asText()
                        .equals("delivered"));

        status = 400;
        answer = "{\"why\":\"BUSY\",\"more\":\"come back later\"}";
        HubProcess.Answer elsewhere = send();
        assertThat(elsewhere.json().path("message").path("status").asText()).isEqualTo("sent");
        assertThat(elsewhere.json().path("message").path("carrier").asText()).isNotEqualTo("Acme");

        answer = "{\"why\":\"RUDE\",\"more\":\"mind your words\"}";
        HubProcess.Answer rejected = send();
        assertThat(rejected.status()).isEqualTo(422);
        assertThat(rejected.json().path("error_code").asText()).isEqualTo("TEL-102");
        assertItsCoversAreTaken();
    }

    /** Files that are no routes come from the same directory. */
    private void assertItsCoversAreTaken() throws Exception {
        Files.writeString(
                Files.createDirectories(routes.resolve("fax/covers")).resolve("minimal.html"),
                "<html><body>House of {{fromName}}, {{pages}} sheets</body></html>");
        // It says nothing of the end yet, so that the document is still there.
        hub.send("POST", "/sandbox/telnyx/_behave", Map.of(), "{\"receipt_status\":\"sending\",\"count\":1}");

        HubProcess.Answer sent = FaxClient.send(
                hub,
                key.apiKey(),
                Map.of(
                        "to",
                        "+14155551299",
                        "cover_page_enabled",
                        "true",
                        "cover_page_template",
                        "minimal",
                        "cover_page.from_name",
                        "Acme & Sons"),
                FaxClient.pdf(1));

        assertThat(sent.json().at("/message/page_count").asInt())
                .as(sent.body())
                .isEqualTo(2);
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(faxed()).hasSize(1));
        URI document = URI.create(faxed().get(0));
        try (InputStream in = document.toURL().openStream();
                PDDocument pdf = Loader.loadPDF(in.readAllBytes())) {
            assertThat(new PDFTextStripper().getText(pdf)).startsWith("House of Acme & Sons, 2 sheets");
        }
    }

    /** Where the simulated carrier of faxes was told that documents are. */
    private List<String> faxed() {
        return hub.send("GET", "/sandbox/telnyx/_seen", Map.of(), null).json().findValuesAsText("media_url");
    }
}
