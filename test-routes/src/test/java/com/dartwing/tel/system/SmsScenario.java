package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way of an SMS, driven from outside against the packaged hub; each storage runs it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class SmsScenario {

    /** Last, for after them the ranking is another one. */
    private static final int HURTS_HEALTH = Integer.MAX_VALUE;

    private static final String SEND = "/api/method/dartwing_tel.api.sms.send_sms";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Consumer consumer = new Consumer();
    private Sandbox sandbox;
    private HubProcess hub;
    private SandboxKey key;
    private int recipients = 1000;

    abstract Sandbox sandbox();

    @BeforeAll
    void start() {
        sandbox = sandbox();
        hub = sandbox.hub;
        key = sandbox.key;
    }

    @AfterAll
    void stop() {
        consumer.close();
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @AfterEach
    void behaveAgain() {
        carriers().forEach(carrier -> behave(carrier, "{}"));
        carriers().forEach(carrier -> admin("/admin/carriers/" + carrier + "/enable", "{}"));
    }

    private List<String> carriers() {
        return sandbox.carriers();
    }

    private String recipient() {
        return "+1415555" + recipients++;
    }

    private HubProcess.Answer send(String json) {
        return sandbox.send(json);
    }

    private HubProcess.Answer send(String to, String more) {
        return sandbox.send(to, more);
    }

    private JsonNode status(String id) {
        return sandbox.status(id);
    }

    private void awaitStatus(String id, String status) {
        sandbox.awaitStatus(id, status);
    }

    private void behave(String carrier, String order) {
        sandbox.behave(carrier, order);
    }

    private void admin(String path, String json) {
        sandbox.admin(path, json);
    }

    private long seen(String carrier, String to) {
        return sandbox.seen(carrier, to);
    }

    private HubProcess.Answer inbound(String from, String text) {
        return sandbox.inbound(from, text);
    }

    private static String id(HubProcess.Answer answer) {
        return Sandbox.id(answer);
    }

    @Test
    void an_sms_is_sent_by_the_cheapest_carrier_and_delivered() {
        HubProcess.Answer answer = send(recipient(), "");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode message = answer.json().path("message");
        assertThat(message.path("status").asText()).isEqualTo("sent");
        assertThat(message.path("carrier").asText()).isEqualTo("Telnyx");
        assertThat(message.path("segments").asInt()).isEqualTo(1);
        assertThat(message.path("cost").path("amount").decimalValue()).isEqualByComparingTo("0.004");
        assertThat(message.path("message_id").asText()).matches("SMS-\\d{4}-\\d{6,}");
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("10000");
        awaitStatus(id(answer), "delivered");
    }

    @Test
    void a_caller_who_does_not_wait_is_answered_at_once() {
        String to = recipient();
        HubProcess.Answer answer = hub.send(
                "POST",
                SEND,
                Map.of("Authorization", "Bearer " + key.apiKey(), "Prefer", "respond-async"),
                "{\"to\":\"" + to + "\",\"body\":\"Hello\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("message").path("status").asText()).isEqualTo("queued");
        awaitStatus(id(answer), "delivered");
    }

    @Test
    @Order(HURTS_HEALTH - 2)
    void a_carrier_that_is_out_of_service_gives_way_to_the_next() {
        behave("telnyx", "{\"status\":503,\"count\":1}");

        HubProcess.Answer answer = send(recipient(), "");

        assertThat(answer.json().path("message").path("status").asText()).isEqualTo("sent");
        assertThat(answer.json().path("message").path("carrier").asText()).isNotEqualTo("Telnyx");
        JsonNode attempts = status(id(answer)).path("attempts");
        assertThat(attempts.get(0).path("outcome").asText()).isEqualTo("unavailable");
        assertThat(attempts.get(attempts.size() - 1).path("outcome").asText()).isEqualTo("sent");
    }

    @Test
    void a_carriers_final_refusal_is_told_and_tried_nowhere_else() {
        behave("telnyx", "{\"status\":422,\"count\":1}");
        String to = recipient();

        HubProcess.Answer answer = send(to, "");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("error_code").asText()).isEqualTo("TEL-002");
        String id = answer.json().path("message_id").asText();
        assertThat(status(id).path("status").asText()).isEqualTo("failed");
        assertThat(status(id).path("attempts")).hasSize(1);
    }

    @Test
    @Order(HURTS_HEALTH)
    void a_message_that_no_carrier_takes_is_retried_until_one_does() {
        carriers().forEach(carrier -> behave(carrier, "{\"status\":503,\"count\":1}"));

        HubProcess.Answer answer = send(recipient(), "");

        assertThat(answer.json().path("message").path("status").asText()).isEqualTo("queued");
        awaitStatus(id(answer), "delivered");
    }

    @Test
    @Order(HURTS_HEALTH)
    void an_unknown_outcome_is_held_for_its_receipt_when_the_caller_wants_that() {
        behave("telnyx", "{\"accept_then_timeout\":true,\"count\":1}");
        String to = recipient();

        HubProcess.Answer answer = send(to, ",\"on_unknown\":\"hold\"");

        // The receipt comes long before the answer is given up; either way nobody else was asked.
        awaitStatus(id(answer), "delivered");
        assertThat(carriers().stream().mapToLong(carrier -> seen(carrier, to)).sum())
                .isEqualTo(1);
    }

    @Test
    @Order(HURTS_HEALTH - 1)
    void an_unknown_outcome_fails_over_by_default_and_its_late_receipt_finds_the_message() {
        behave("telnyx", "{\"accept_then_timeout\":true,\"no_receipt\":true,\"count\":1}");

        HubProcess.Answer answer = send(recipient(), "");

        JsonNode attempts = status(id(answer)).path("attempts");
        assertThat(attempts.get(0).path("outcome").asText()).isEqualTo("unknown");
        assertThat(attempts.get(1).path("outcome").asText()).isEqualTo("sent");
    }

    @Test
    void receipts_may_come_early_and_twice() {
        behave("telnyx", "{\"early_receipt\":true,\"duplicate_receipts\":true,\"count\":1}");

        HubProcess.Answer answer = send(recipient(), ",\"status_callback\":\"" + consumer.url() + "\"");

        awaitStatus(id(answer), "delivered");
        await().atMost(SOON).until(() -> consumer.of(id(answer)).stream()
                .anyMatch(delivery -> delivery.event().equals("sms.delivered")));
        assertThat(consumer.of(id(answer)).stream()
                        .filter(delivery -> delivery.event().equals("sms.delivered")))
                .hasSize(1);
    }

    @Test
    void a_failed_receipt_makes_the_message_undelivered() {
        behave("telnyx", "{\"receipt_status\":\"undelivered\",\"count\":1}");

        HubProcess.Answer answer = send(recipient(), "");

        awaitStatus(id(answer), "undelivered");
        assertThat(status(id(answer)).path("error_code").asText()).isEqualTo("TEL-002");
    }

    @Test
    void every_change_is_told_to_the_status_callback_signed_and_in_sequence() throws Exception {
        HubProcess.Answer answer = send(recipient(), ",\"status_callback\":\"" + consumer.url() + "\"");

        await().atMost(SOON).until(() -> consumer.of(id(answer)).size() == 3);
        List<Consumer.Delivery> heard = consumer.of(id(answer)).stream()
                .sorted(java.util.Comparator.comparing(
                        delivery -> delivery.json().path("sequence").asInt()))
                .toList();
        assertThat(heard)
                .extracting(Consumer.Delivery::event)
                .containsExactly("sms.queued", "sms.sent", "sms.delivered");
        for (Consumer.Delivery delivery : heard) {
            String t = delivery.seedSignature().replaceAll("t=(\\d+),.*", "$1");
            assertThat(delivery.seedSignature())
                    .isEqualTo("t=" + t + ",v1="
                            + HexFormat.of()
                                    .formatHex(hmac(
                                            key.webhookSecret().getBytes(StandardCharsets.UTF_8),
                                            t + "." + delivery.body())));
            byte[] secret = Base64.getDecoder().decode(key.webhookSecret().substring(6));
            assertThat(delivery.signature())
                    .isEqualTo("v1,"
                            + Base64.getEncoder()
                                    .encodeToString(hmac(
                                            secret,
                                            delivery.id() + "." + delivery.timestamp() + "." + delivery.body())));
        }
    }

    private static byte[] hmac(byte[] secret, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_consumer_that_fails_is_told_again() {
        consumer.refuseNext(1);

        HubProcess.Answer answer = send(recipient(), ",\"status_callback\":\"" + consumer.url() + "\"");

        await().atMost(SOON).until(() -> consumer.of(id(answer)).size() == 3);
    }

    @Test
    void a_stop_works_at_once_is_answered_once_and_a_start_undoes_it() {
        String to = recipient();

        assertThat(inbound(to, " stop. ").status()).isEqualTo(200);
        HubProcess.Answer refused = send(to, "");
        inbound(to, "STOP");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("error_code").asText()).isEqualTo("TEL-103");
        await().atMost(SOON).until(() -> seen("telnyx", to) == 1);
        assertThat(inbound(to, "Start").status()).isEqualTo(200);
        assertThat(send(to, "").status()).isEqualTo(200);
        await().atMost(SOON).until(() -> seen("telnyx", to) == 3);
    }

    @Test
    @Order(HURTS_HEALTH)
    void a_stop_holds_back_a_message_that_waits_for_its_retry() {
        String to = recipient();
        carriers().forEach(carrier -> behave(carrier, "{\"status\":503}"));
        HubProcess.Answer waiting = send(to, "");
        carriers().forEach(carrier -> behave(carrier, "{}"));

        inbound(to, "UNSUBSCRIBE");

        awaitStatus(id(waiting), "failed");
        assertThat(status(id(waiting)).path("error_code").asText()).isEqualTo("TEL-103");
    }

    @Test
    void a_message_that_comes_in_is_kept_and_shown_to_the_key_of_its_number() {
        String from = recipient();

        assertThat(inbound(from, "Good morning").status()).isEqualTo(200);

        JsonNode list = resource("TEL%20SMS%20Message?filters=%5B%5B%22from_number%22%2C%22%3D%22%2C%22%2B"
                + from.substring(1) + "%22%5D%5D&fields=%5B%22*%22%5D");
        assertThat(list).hasSize(1);
        assertThat(list.get(0).path("status").asText()).isEqualTo("Received");
        assertThat(list.get(0).path("body").asText()).isEqualTo("Good morning");
    }

    private JsonNode resource(String path) {
        return hub.getAs("admin", key.adminPassword(), "/api/resource/" + path)
                .json()
                .path("data");
    }

    @Test
    void the_same_request_under_the_same_key_is_answered_the_same_and_sent_once() {
        String to = recipient();
        String more = ",\"idempotency_key\":\"once-" + to + "\"";

        HubProcess.Answer first = send(to, more);
        HubProcess.Answer second = send(to, more);
        HubProcess.Answer ordered = send("{" + more.substring(1) + ", \"body\": \"Hello\", \"to\": \"" + to + "\"}");
        HubProcess.Answer other = send(recipient(), more);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(ordered.body()).as("the same in another order").isEqualTo(first.body());
        assertThat(seen("telnyx", to)).isEqualTo(1);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().path("error_code").asText()).isEqualTo("TEL-013");
    }

    @Test
    void of_many_twins_at_the_same_time_one_is_sent() {
        String to = recipient();
        String more = ",\"idempotency_key\":\"twin-" + to + "\"";

        List<HubProcess.Answer> answers =
                IntStream.range(0, 16)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> send(to, more)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        Set<String> ids = new HashSet<>();
        for (HubProcess.Answer answer : answers) {
            if (answer.status() == 200) {
                ids.add(id(answer));
            } else {
                assertThat(answer.status()).isEqualTo(409);
                assertThat(answer.header("Retry-After")).isNotNull();
            }
        }
        assertThat(ids).hasSize(1);
        assertThat(seen("telnyx", to)).isEqualTo(1);
    }

    @Test
    void a_scheduled_message_leaves_at_its_time() {
        Instant at = Instant.now().plusSeconds(3);

        HubProcess.Answer answer = send(recipient(), ",\"scheduled_for\":\"" + at + "\"");

        assertThat(answer.json().path("message").path("status").asText()).isEqualTo("scheduled");
        awaitStatus(id(answer), "delivered");
        Instant sentAt = Instant.parse(status(id(answer)).path("sent_at").asText());
        // How punctual it is, WaitingScenario says.
        assertThat(sentAt).isBetween(at, at.plus(SOON));
    }

    @Test
    void operators_switch_carriers_off_and_on() {
        admin("/admin/carriers/telnyx/disable", "{}");
        assertThat(aCarrierThatIs(carrier -> !carrier.equals("Telnyx"))).isTrue();

        admin("/admin/carriers/telnyx/enable", "{}");
        assertThat(aCarrierThatIs("Telnyx"::equals)).isTrue();
    }

    /** Whether the next message goes to such a carrier; where other processes send, as soon as they know of the switch. */
    private boolean aCarrierThatIs(Predicate<String> wanted) {
        if (switchesAtOnce()) {
            return wanted.test(carrierOfTheNext());
        }
        await().atMost(SOON).until(() -> wanted.test(carrierOfTheNext()));
        return true;
    }

    private String carrierOfTheNext() {
        return send(recipient(), "").json().path("message").path("carrier").asText();
    }

    /** Whether whoever sends hears of an operator's switch at once. */
    boolean switchesAtOnce() {
        return true;
    }

    @Test
    void the_way_is_explained_before_and_after() {
        HubProcess.Answer explained = hub.post(
                "/api/method/dartwing_tel.api.routing.explain",
                key.apiKey(),
                "{\"to\":\"+447700900123\",\"body\":\"Hello\"}");
        HubProcess.Answer sent = send(recipient(), "");
        JsonNode trace = hub.get("/api/method/dartwing_tel.api.routing.get_trace?id=" + id(sent), key.apiKey())
                .json()
                .path("message");

        JsonNode candidates = explained.json().path("message").path("candidates");
        assertThat(candidates).hasSameSizeAs(carriers());
        assertThat(IntStream.range(0, candidates.size())
                        .filter(i -> candidates.get(i).path("carrier").asText().equals("Bandwidth"))
                        .mapToObj(i -> candidates.get(i).path("reason").asText()))
                .containsExactly("it does not cover GB");
        assertThat(trace.path("candidates")).hasSameSizeAs(carriers());
        assertThat(trace.path("attempts")).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "unknown field | {\"to\":\"+14155551234\",\"body\":\"x\",\"colour\":1} | TEL-011 | colour",
                "duplicate name | {\"to\":\"+14155551234\",\"to\":\"+14155551235\",\"body\":\"x\"} | TEL-011 | to",
                "missing field | {\"to\":\"+14155551234\"} | TEL-011 | body",
                "wrong type | {\"to\":14155551234,\"body\":\"x\"} | TEL-011 | to",
                "wrong type of a list | {\"to\":\"+14155551234\",\"body\":\"x\",\"tags\":\"a\"} | TEL-011 | tags",
                "no number | {\"to\":\"+1415\",\"body\":\"x\"} | TEL-001 | to",
                "a national number | {\"to\":\"4155551234\",\"body\":\"x\"} | TEL-001 | to",
                "empty body | {\"to\":\"+14155551234\",\"body\":\"\"} | TEL-011 | body",
                "bad purpose | {\"to\":\"+14155551234\",\"body\":\"x\",\"purpose\":\"spam\"} | TEL-011 | purpose",
                "bad validity | {\"to\":\"+14155551234\",\"body\":\"x\",\"validity_seconds\":5} | TEL-011 | validity_seconds",
                "foreign number | {\"to\":\"+14155551234\",\"body\":\"x\",\"from_number\":\"+14155550199\"} | TEL-101 | from_number",
                "letters to the US | {\"to\":\"+14155551234\",\"body\":\"x\",\"sender_id\":\"ACME\"} | TEL-101 | sender_id",
                "no object | [] | TEL-011 | ``",
                "no JSON | {\"to\": | TEL-011 | ``",
            })
    void a_request_that_is_wrong_is_refused_with_the_field_at_fault(
            String what, String json, String code, String field) {
        HubProcess.Answer answer = send(json);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("error_code").asText()).isEqualTo(code);
        if (!field.isEmpty()) {
            assertThat(answer.json().path("field").asText()).isEqualTo(field);
        }
    }

    @Test
    void hostile_bodies_are_refused_and_never_a_fault_of_ours() {
        String deep = "{\"to\":" + "[".repeat(10_000) + "}";
        String large = "{\"to\":\"+14155551234\",\"body\":\"" + "a".repeat(70_000) + "\"}";
        String longBody = "{\"to\":\"+14155551234\",\"body\":\"" + "a".repeat(1_601) + "\"}";

        assertThat(send(deep).status()).isEqualTo(400);
        assertThat(send(large).status()).isEqualTo(413);
        assertThat(send(longBody).json().path("field").asText()).isEqualTo("body");
    }

    @Test
    void strangers_are_not_let_in() {
        assertThat(hub.post(SEND, "tel_live_" + "0".repeat(64), "{}").status()).isEqualTo(401);
        assertThat(hub.send("POST", SEND, Map.of(), "{}").status()).isEqualTo(401);
        assertThat(hub.get("/api/method/dartwing_tel.api.sms.get_status?message_id=SMS-2020-000001", key.apiKey())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void what_the_alerts_read_is_exposed() {
        send(recipient(), "");

        String metrics =
                hub.getAs("admin", key.adminPassword(), "/actuator/prometheus").body();
        assertThat(metrics)
                .contains("tel_sms_sent_total")
                .contains("tel_sms_delivered_total")
                .contains("tel_carrier_health_score")
                .contains("tel_api_request_duration_seconds_bucket");
    }
}
