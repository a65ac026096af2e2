package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.Consumer.Delivery;
import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Deliveries to consumers that are well, busy, gone or slow; each storage runs it. Every test has a key of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WebhooksScenario {

    static final Duration SOON = Duration.ofSeconds(30);
    private static final String WEBHOOKS = "/api/method/dartwing_tel.api.webhooks.";
    private static final String SEND = "/api/method/dartwing_tel.api.sms.send_sms";
    private static final AtomicInteger RECIPIENT = new AtomicInteger();

    Sandbox sandbox;
    private final Map<String, JsonSchema> schemas = new HashMap<>();
    Consumer consumer;
    String keyName;
    private String key;
    private String secret;

    abstract Sandbox sandbox();

    @BeforeAll
    void start() {
        sandbox = sandbox();
    }

    @BeforeEach
    void open() {
        consumer = new Consumer();
        JsonNode created = sandbox.create(
                "TEL API Key",
                "{\"module\":\"m\",\"organization\":\"Sandbox\",\"tier\":\"Unlimited\","
                        + "\"permissions\":{\"sms\":{\"send\":true,\"batch\":true}}}");
        keyName = created.path("name").asText();
        key = created.path("api_key").asText();
        secret = created.path("webhook_secret").asText();
        sandbox.create(
                "TEL DID",
                String.format(
                        "{\"phone_number\":\"+1415557%04d\",\"country_code\":\"US\",\"status\":\"Active\","
                                + "\"assigned_organization\":\"Sandbox\",\"assigned_api_key\":\"%s\"}",
                        RECIPIENT.incrementAndGet(), keyName));
    }

    /** Whatever a test has heard is as the schemas say that the hub publishes. */
    @AfterEach
    void close() {
        consumer.close();
        assertThat(consumer.all()).allSatisfy(delivery -> assertThat(
                        schemas.computeIfAbsent(delivery.event(), this::schema).validate(delivery.json()))
                .as(delivery.body())
                .isEmpty());
    }

    private JsonSchema schema(String event) {
        Answer answer = sandbox.hub.send("GET", "/schemas/events/" + event + ".json", Map.of(), null);
        assertThat(answer.status()).as(event).isEqualTo(200);
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(answer.body());
    }

    /** @return the message's id */
    String send(String callback) {
        String to = String.format("+1415556%04d", RECIPIENT.incrementAndGet());
        String target = callback == null ? "" : ",\"status_callback\":\"" + callback + "\"";
        Answer answer = sandbox.hub.post(SEND, key, "{\"to\":\"" + to + "\",\"body\":\"Hello\"" + target + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return Sandbox.id(answer);
    }

    List<Delivery> heard(String id, int count) {
        await().atMost(SOON).until(() -> consumer.of(id).size() >= count);
        return consumer.of(id);
    }

    private JsonNode ask(String function, String query) {
        Answer answer = sandbox.hub.get(WEBHOOKS + function + "?" + query, key);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("message");
    }

    private Answer call(String function, String json) {
        return sandbox.hub.post(WEBHOOKS + function, key, json);
    }

    private JsonNode done(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("message");
    }

    private List<JsonNode> deliveries(String query) {
        return StreamSupport.stream(
                        ask("list_deliveries", query).path("deliveries").spliterator(), false)
                .toList();
    }

    private JsonNode awaitDelivery(String query, String state) {
        await().atMost(SOON).untilAsserted(() -> assertThat(deliveries(query))
                .anyMatch(delivery -> delivery.path("state").asText().equals(state)));
        return deliveries(query).stream()
                .filter(delivery -> delivery.path("state").asText().equals(state))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void both_secrets_sign_while_one_replaces_the_other() {
        String next = sandbox.admin(
                        "/api/method/dartwing_tel.admin.rotate_webhook_secret",
                        "{\"name\":\"" + keyName + "\",\"grace_hours\":1}")
                .path("webhook_secret")
                .asText();

        Delivery delivery = heard(send(consumer.url()), 1).get(0);

        assertThat(Verifier.both(delivery, next)).isTrue();
        assertThat(Verifier.both(delivery, secret)).isTrue();
        assertThat(delivery.signature().split(" ")).hasSize(2);

        String last = sandbox.admin(
                        "/api/method/dartwing_tel.admin.rotate_webhook_secret",
                        "{\"name\":\"" + keyName + "\",\"grace_hours\":0}")
                .path("webhook_secret")
                .asText();
        Delivery after = heard(send(consumer.url()), 1).get(0);

        assertThat(Verifier.both(after, last)).isTrue();
        assertThat(Verifier.seed(after, next)).isFalse();
        assertThat(Verifier.standard(after, secret)).isFalse();
    }

    @Test
    void a_configuration_hears_what_it_asked_for_beside_the_callback() {
        try (Consumer other = new Consumer()) {
            JsonNode config = sandbox.create(
                    "TEL Webhook Config",
                    "{\"url\":\"" + other.url() + "\",\"organization\":\"Sandbox\",\"api_key\":\"" + keyName
                            + "\",\"events\":[\"sms.sent\",\"batch.*\"]}");
            String configSecret = config.path("webhook_secret").asText();

            String id = send(consumer.url());

            assertThat(heard(id, 3)).allMatch(delivery -> Verifier.both(delivery, secret));
            await().atMost(SOON).until(() -> !other.of(id).isEmpty());
            assertThat(other.of(id)).extracting(Delivery::event).containsExactly("sms.sent");
            assertThat(other.of(id)).allMatch(delivery -> Verifier.both(delivery, configSecret));
            assertThat(sandbox.adminGet(Sandbox.resource(
                                    "TEL Webhook Config", config.path("name").asText()))
                            .body())
                    .doesNotContain("webhook_secret");

            sandbox.change("TEL Webhook Config", config.path("name").asText(), "{\"enabled\":false}");
            String later = send(consumer.url());
            heard(later, 3);
            assertThat(other.of(later)).isEmpty();
        }
    }

    @Test
    void a_consumer_that_is_busy_is_told_again_when_it_said_and_not_before() {
        consumer.behave(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "8");
            exchange.sendResponseHeaders(503, -1);
        });
        String id = send(consumer.url());
        Delivery refused = heard(id, 1).get(0);
        Instant first = refused.at();
        await().atMost(SOON).until(() -> ask("list_deliveries", "record_id=" + id)
                .findValuesAsText("last_status")
                .contains("503"));
        JsonNode waiting = deliveries("record_id=" + id).stream()
                .filter(delivery -> delivery.path("webhook_id").asText().equals(refused.id()))
                .findFirst()
                .orElseThrow();
        consumer.answer(204);

        await().atMost(Duration.ofSeconds(45)).until(() -> deliveries("record_id=" + id).stream()
                .allMatch(delivery -> delivery.path("state").asText().equals("delivered")));
        assertThat(consumer.of(id).stream()
                        .map(Delivery::at)
                        .filter(at -> at.isAfter(first.plusMillis(2_500)))
                        .min(Instant::compareTo)
                        .orElseThrow())
                .isAfter(first.plusMillis(7_900));
        JsonNode tries = ask(
                        "get_delivery",
                        "delivery_id=" + waiting.path("delivery_id").asText())
                .path("attempts");
        assertThat(tries.get(0).path("status").asInt()).isEqualTo(503);
        assertThat(tries.get(tries.size() - 1).path("status").asInt()).isEqualTo(204);
    }

    @Test
    void an_endpoint_that_is_gone_is_disabled_at_once_and_enabled_by_a_call() {
        consumer.answer(410);
        String id = send(consumer.url());
        awaitDelivery("record_id=" + id, "disabled");
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        ask("list_deliveries", "limit=1").path("disabled_endpoints"))
                .hasSize(1));
        consumer.answer(204);
        int before = consumer.all().size();

        String silent = send(consumer.url());
        await().atMost(SOON)
                .until(() -> deliveries("state=disabled&record_id=" + silent).size() == 3);
        assertThat(consumer.all()).hasSize(before);
        assertThat(sandbox.adminGet("/api/resource/TEL%20Audit%20Log?filters=%5B%5B%22action%22,%22=%22,"
                                + "%22webhook.disabled%22%5D%5D&limit_page_length=100&fields=%5B%22detail%22%5D")
                        .body())
                .contains(consumer.url());
        Answer refused = call(
                "replay",
                "{\"delivery_id\":\""
                        + deliveries("record_id=" + silent)
                                .get(0)
                                .path("delivery_id")
                                .asText() + "\"}");
        assertThat(refused.status()).isEqualTo(409);

        done(call("enable_endpoint", "{\"url\":\"" + consumer.url() + "\"}"));
        JsonNode replayed =
                done(call("replay", "{\"from\":\"2026-01-01T00:00:00Z\",\"record_id\":\"" + silent + "\"}"));

        assertThat(replayed.path("replayed").asInt()).isEqualTo(3);
        assertThat(heard(silent, 3)).extracting(Delivery::event).contains("sms.queued", "sms.sent", "sms.delivered");
        assertThat(ask("list_deliveries", "limit=1").path("disabled_endpoints")).isEmpty();
    }

    @Test
    void redirects_are_refused() {
        try (Consumer elsewhere = new Consumer()) {
            consumer.behave(exchange -> {
                exchange.getResponseHeaders().set("Location", elsewhere.url());
                exchange.sendResponseHeaders(302, -1);
            });
            String id = send(consumer.url());

            JsonNode delivery = awaitDelivery("record_id=" + id, "pending");

            assertThat(delivery.path("last_error").asText()).isEqualTo("HTTP 302: redirects are refused");
            assertThat(elsewhere.all()).isEmpty();
        }
    }

    @Test
    void deliveries_are_listed_page_by_page_and_one_is_replayed_under_its_id() {
        String id = send(consumer.url());
        heard(id, 3);
        await().atMost(SOON)
                .until(() -> deliveries("state=delivered&record_id=" + id).size() == 3);

        JsonNode first = ask("list_deliveries", "limit=2&record_id=" + id);
        JsonNode second = ask(
                "list_deliveries",
                "limit=2&record_id=" + id + "&cursor="
                        + first.path("next_cursor").asText());
        assertThat(first.path("deliveries")).hasSize(2);
        assertThat(second.path("deliveries")).hasSize(1);
        assertThat(second.path("next_cursor").isNull()).isTrue();
        assertThat(deliveries("event=sms.sent&record_id=" + id)).hasSize(1);
        assertThat(deliveries("record_id=" + id + "&to=2026-01-01T00:00:00Z")).isEmpty();

        JsonNode sent = deliveries("event=sms.sent&record_id=" + id).get(0);
        done(call("replay", "{\"delivery_id\":\"" + sent.path("delivery_id").asText() + "\"}"));

        List<Delivery> all = heard(id, 4);
        assertThat(all.get(3).id()).isEqualTo(sent.path("webhook_id").asText());
        assertThat(all.get(3).body())
                .isEqualTo(all.stream()
                        .filter(delivery -> delivery.event().equals("sms.sent"))
                        .findFirst()
                        .orElseThrow()
                        .body());
        assertThat(sandbox.ask("webhooks.list_deliveries", "record_id=" + id)
                        .json()
                        .path("message")
                        .path("deliveries"))
                .as("another key sees nothing of them")
                .isEmpty();
        assertThat(sandbox.ask(
                                "webhooks.get_delivery",
                                "delivery_id=" + sent.path("delivery_id").asText())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void the_end_of_a_batch_is_told() {
        Answer answer = sandbox.hub.post(
                "/api/method/dartwing_tel.api.sms.send_batch_sms",
                key,
                "{\"recipients\":[\"+14155560001\",\"+14155560002\"],\"body\":\"Hello\",\"status_callback\":\""
                        + consumer.url() + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);

        await().atMost(SOON).until(() -> consumer.all().stream()
                .anyMatch(delivery -> delivery.event().equals("batch.completed")));
    }

    @Test
    void a_test_event_goes_where_it_is_asked_to() {
        assertThat(call("test", "{}").json().path("field").asText()).isEqualTo("url");
        assertThat(call("test", "{\"url\":\"ftp://example.com\"}").status()).isEqualTo(400);

        JsonNode sent = done(call("test", "{\"url\":\"" + consumer.url() + "\"}"));

        await().atMost(SOON).until(() -> !consumer.all().isEmpty());
        Delivery delivery = consumer.all().get(0);
        assertThat(delivery.event()).isEqualTo("webhook.test");
        assertThat(Verifier.both(delivery, secret)).isTrue();
        String query = "delivery_id=" + sent.path("delivery_id").asText();
        await().atMost(SOON)
                .until(() -> ask("get_delivery", query).path("state").asText().equals("delivered"));
    }

    @Test
    void an_endpoint_that_hangs_is_no_concern_of_another() {
        try (Consumer hanging = new Consumer()) {
            hanging.behave(exchange -> {
                try {
                    Thread.sleep(20_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            for (int i = 0; i < 10; i++) {
                send(hanging.url());
            }
            Instant before = Instant.now();

            String id = send(consumer.url());

            heard(id, 3);
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(12));
        }
    }

    @Test
    void the_trace_of_a_message_shows_whom_it_was_told() {
        String id = send(consumer.url());
        heard(id, 3);

        await().atMost(SOON).untilAsserted(() -> {
            JsonNode events = sandbox.hub
                    .get("/api/method/dartwing_tel.api.routing.get_trace?id=" + id, key)
                    .json()
                    .path("message")
                    .path("events");
            assertThat(events).hasSize(3);
            assertThat(events).allSatisfy(event -> {
                assertThat(event.path("deliveries")).hasSize(1);
                assertThat(event.path("deliveries").get(0).path("state").asText())
                        .isEqualTo("delivered");
            });
        });
    }
}
