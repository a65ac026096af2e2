package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every callback that the carriers publish as an example, proved as each of them proves its calls and sent to a running
 * hub: what becomes of it. In each, the example's message and numbers are replaced by real ones.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PublishedWebhooksIT {

    private static final Path EXAMPLES = Path.of("src/test/resources/contracts");

    private final SandboxKey key = SandboxKey.generate();
    private final CarrierSigners signers = new CarrierSigners();
    private final Set<String> played = new HashSet<>();
    private HubProcess hub;
    private int recipients = 2000;

    /** A message on its way, of which only its carrier knows more. */
    private record Sent(String id, String attempt, String carrierId, String to) {}

    @BeforeAll
    void start() {
        hub = signers.given(key.given(HubProcess.with())).start();
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @ParameterizedTest(name = "{0} {1}: {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                "telnyx | deliveryUpdate | /data/payload/id | /data/payload/to/0/phone_number | sent",
                "telnyx | deliveryUpdate.delivered | /data/payload/id | /data/payload/to/0/phone_number | delivered",
                "telnyx | deliveryUpdate.failed | /data/payload/id | /data/payload/to/0/phone_number | undelivered",
                "bandwidth | messageSending | /message/id | /to | sent",
                "bandwidth | messageSent | /message/id | /to | sent",
                "bandwidth | smsMessageDelivered | /message/id | /to | delivered",
                "bandwidth | groupMmsMessageDelivered | /message/id | /to | delivered",
                "bandwidth | messageFailed | /message/id | /to | undelivered",
                "sinch | recipientDeliveryReportSms | /batch_id | /recipient | sent",
                "sinch | recipientDeliveryReportMms | /batch_id | /recipient | sent",
                "sinch | batchDeliveryReportSms | /batch_id | /statuses/0/recipients/0 | delivered",
                "sinch | batchDeliveryReportMms | /batch_id | /statuses/0/recipients/0 | delivered",
                "sinch | messageDelivery.delivered | /message_delivery_report/message_id"
                        + " | /message_delivery_report/channel_identity/identity | delivered",
                "sinch | messageDelivery.failed | /message_delivery_report/message_id"
                        + " | /message_delivery_report/channel_identity/identity | undelivered",
                "didww | outboundMessageCallback.success | /data/id | | sent",
                "didww | outboundMessageCallback.failed | /data/id | | failed",
                "didww | dlrEvent.delivered | /data/id | | delivered",
            })
    void a_receipt_moves_its_message_on(String carrier, String example, String id, String to, String status) {
        Sent sent = send(carrier);
        String body = example(carrier, example);
        JsonNode json = json(body);
        String real =
                body.replace(json.at(id).asText(), sent.carrierId()).replace("SMS-2022-000001-0.1", sent.attempt());
        if (to != null) {
            real = real.replace(json.at(to).asText(), sent.to());
        }

        assertThat(call(carrier, real)).isEqualTo(200);

        JsonNode trace = trace(sent.id());
        assertThat(trace.path("status").asText()).isEqualTo(status);
        assertThat(trace.path("receipts")).hasSize(1);
    }

    @ParameterizedTest(name = "{0} {1}: {5}")
    @CsvSource(
            delimiter = '|',
            value = {
                "telnyx | inboundMessage | /data/payload/id | /data/payload/from/phone_number"
                        + " | /data/payload/to/0/phone_number | Hello, World!",
                "bandwidth | smsMessageReceived | /message/id | /message/from | /to | Hey, check out this SMS!",
                "bandwidth | mmsMessageReceived | /message/id | /message/from | /to | Hey, check out the MMS!",
                "sinch | inboundText | /id | /from | /to | a body",
                "sinch | inboundMedia | /id | /from | /to | my message",
                "sinch | messageInbound.media | /message/id | /message/channel_identity/identity"
                        + " | /message/sender_id | My cat",
            })
    void a_message_is_kept(String carrier, String example, String id, String from, String to, String text) {
        String body = example(carrier, example);
        JsonNode json = json(body);
        String sender = "+1415559" + recipients++;
        String carrierId = "published-" + carrier + "-" + example;
        String real = body.replace(json.at(id).asText(), carrierId)
                .replace(json.at(from).asText(), sender)
                .replace(json.at(to).asText(), Sandbox.NUMBER);

        assertThat(call(carrier, real)).isEqualTo(200);

        JsonNode kept = kept(carrierId);
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).path("body").asText()).isEqualTo(text);
        assertThat(kept.get(0).path("from_number").asText()).isEqualTo(sender);
        assertThat(kept.get(0).path("to_number").asText()).isEqualTo(Sandbox.NUMBER);
    }

    @Test
    void what_no_handset_shows_is_taken_and_not_kept() {
        String body = example("sinch", "inboundBinary");
        String id = json(body).path("id").asText();

        assertThat(call("sinch", body.replace(json(body).path("to").asText(), Sandbox.NUMBER)))
                .isEqualTo(200);

        assertThat(kept(id)).isEmpty();
    }

    @Test
    void a_carrier_reports_of_its_own_attempts_only() {
        Sent sent = send("telnyx");
        String forged = "[{\"type\":\"message-delivered\",\"to\":\"" + sent.to()
                + "\",\"message\":{\"id\":\"other\",\"tag\":\"" + sent.attempt() + "\"}}]";

        assertThat(call("bandwidth", forged)).isEqualTo(200);

        assertThat(trace(sent.id()).path("status").asText()).isEqualTo("sent");
        assertThat(trace(sent.id()).path("receipts")).isEmpty();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void no_example_was_forgotten() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            Set<String> published = new TreeSet<>(files.filter(
                            file -> file.getParent().getFileName().toString().equals("webhooks"))
                    .map(file -> EXAMPLES.relativize(file).toString())
                    .toList());

            assertThat(played).containsExactlyInAnyOrderElementsOf(published);
        }
    }

    private Sent send(String carrier) {
        hub.send("POST", "/sandbox/" + carrier + "/_behave", Map.of(), "{\"no_receipt\":true,\"count\":1}");
        String to = "+1415559" + recipients++;
        Answer answer = hub.post(
                "/api/method/dartwing_tel.api.sms.send_sms",
                key.apiKey(),
                "{\"to\":\"" + to + "\",\"body\":\"Hello\",\"preferred_carrier\":\"" + carrier + "\"}");
        String id = Sandbox.id(answer);
        JsonNode attempt = trace(id).path("attempts").path(0);
        assertThat(attempt.path("carrier").asText()).isEqualToIgnoringCase(carrier);
        return new Sent(
                id,
                attempt.path("attempt_id").asText(),
                attempt.path("carrier_message_id").asText(),
                to);
    }

    private JsonNode trace(String id) {
        return hub.get("/api/method/dartwing_tel.api.routing.get_trace?id=" + id, key.apiKey())
                .json()
                .path("message");
    }

    private JsonNode kept(String carrierId) {
        String filters = Sandbox.encoded("[[\"carrier_message_id\",\"=\",\"" + carrierId + "\"]]");
        return hub.getAs(
                        "admin",
                        key.adminPassword(),
                        "/api/resource/TEL%20SMS%20Message?filters=" + filters + "&fields=%5B%22*%22%5D")
                .json()
                .path("data");
    }

    private int call(String carrier, String example) {
        // Its document models one callback; what it sends is a list of them.
        String body = carrier.equals("bandwidth") && !example.startsWith("[") ? "[" + example + "]" : example;
        Map<String, String> headers = new HashMap<>(signers.sign(carrier, body, Instant.now()));
        headers.put("Content-Type", "application/json");
        return hub.send("POST", "/api/tel/webhook/" + carrier + "/sms", headers, body)
                .status();
    }

    private String example(String carrier, String name) {
        try {
            String file = carrier + "/webhooks/" + name + ".json";
            played.add(file);
            return Files.readString(EXAMPLES.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
