package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Keys that may spend so much and no more, driven from outside; each storage runs it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SpendScenario {

    private static final String METHOD = "/api/method/dartwing_tel.";
    private static final String SEND = METHOD + "api.sms.send_sms";
    private static final String MESSAGE =
            "{\"to\":\"+14155542001\",\"body\":\"Hello\",\"preferred_carrier\":\"telnyx\"}";

    Sandbox sandbox;
    private int numbers;

    abstract Sandbox sandbox();

    /** A hub that knows nothing of what the first one holds in memory. */
    abstract HubProcess another();

    @BeforeAll
    void start() {
        sandbox = sandbox();
    }

    @AfterAll
    void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private JsonNode newKey(String limit) {
        JsonNode key = sandbox.create(
                "TEL API Key",
                "{\"module\":\"m\",\"organization\":\"Sandbox\",\"tier\":\"Unlimited\",\"permissions\":{\"sms\":{\"send\":true},\"voice\":{\"call\":true}}"
                        + limit + "}");
        sandbox.create(
                "TEL DID",
                "{\"phone_number\":\"+1415554" + (3000 + numbers++)
                        + "\",\"country_code\":\"US\",\"status\":\"Active\",\"assigned_organization\":\"Sandbox\","
                        + "\"assigned_api_key\":\"" + key.path("name").asText() + "\"}");
        return key;
    }

    private BigDecimal price() {
        return new BigDecimal(sandbox.call("routing.explain", MESSAGE)
                .json()
                .at("/message/cost/amount")
                .asText());
    }

    private static String limit(String period, BigDecimal amount) {
        return ",\"" + period + "_spend_limit\":" + amount.toPlainString();
    }

    private JsonNode spend(JsonNode key) {
        return sandbox.adminGet(
                        METHOD + "admin.key_spend?name=" + key.path("name").asText())
                .json()
                .path("message");
    }

    @Test
    void a_message_that_the_limit_does_not_cover_is_refused_here_and_wherever_the_key_is_used() {
        BigDecimal price = price();
        JsonNode key = newKey(limit("daily", price.multiply(new BigDecimal("2.5"))));
        String secret = key.path("api_key").asText();

        assertThat(sandbox.hub.post(SEND, secret, MESSAGE).status()).isEqualTo(200);
        assertThat(sandbox.hub.post(SEND, secret, MESSAGE).status()).isEqualTo(200);
        Answer third = sandbox.hub.post(SEND, secret, MESSAGE);

        assertThat(third.status()).as(third.body()).isEqualTo(402);
        assertThat(third.json().path("error_code").asText()).isEqualTo("TEL-004");
        assertThat(third.json().path("exc_type").asText()).isEqualTo("BillingError");
        await().atMost(Sandbox.SOON)
                .untilAsserted(() ->
                        assertThat(spend(key).path("today").decimalValue()).isEqualByComparingTo(price.add(price)));
        HubProcess another = another();
        await().atMost(Sandbox.SOON)
                .untilAsserted(() ->
                        assertThat(another.post(SEND, secret, MESSAGE).status()).isEqualTo(402));
    }

    @Test
    void many_at_once_spend_no_more_than_the_limit() {
        BigDecimal price = price();
        JsonNode key = newKey(limit("monthly", price.multiply(new BigDecimal("3"))));
        String secret = key.path("api_key").asText();

        List<CompletableFuture<Integer>> sent = IntStream.range(0, 24)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> sandbox.hub.post(SEND, secret, MESSAGE).status()))
                .toList();

        assertThat(sent.stream().map(CompletableFuture::join)).containsOnly(200, 402);
        long let = sent.stream()
                .map(CompletableFuture::join)
                .filter(status -> status == 200)
                .count();
        assertThat(let).isBetween(1L, 3L);
        // A message that is being settled may count twice for a moment; what that kept back can be spent after it.
        for (long more = let; more < 3; more++) {
            await().atMost(Sandbox.SOON)
                    .until(() -> sandbox.hub.post(SEND, secret, MESSAGE).status() == 200);
        }
        assertThat(sandbox.hub.post(SEND, secret, MESSAGE).status()).isEqualTo(402);
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(spend(key).path("month").decimalValue())
                        .isEqualByComparingTo(price.multiply(new BigDecimal("3"))));
    }

    @Test
    void a_call_that_is_up_counts_by_its_minutes_before_it_ends() {
        JsonNode key = newKey(limit("daily", new BigDecimal("0.005")));
        String secret = key.path("api_key").asText();
        String made = METHOD + "api.voice.make_call";
        Answer first = sandbox.hub.post(made, secret, "{\"to\":\"" + Calls.callee() + "\"}");
        String id = Calls.id(first);

        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(spend(key).path("today").decimalValue())
                        .as("what its first minute costs")
                        .isGreaterThan(new BigDecimal("0.005")));
        Answer another = sandbox.hub.post(made, secret, "{\"to\":\"" + Calls.callee() + "\"}");

        assertThat(another.json().path("error_code").asText())
                .as(another.body())
                .isEqualTo("TEL-004");
        sandbox.hub.post(METHOD + "api.voice.hangup", secret, "{\"call_id\":\"" + id + "\"}");
        await().atMost(Sandbox.SOON).untilAsserted(() -> {
            JsonNode call = sandbox.hub
                    .get(METHOD + "api.voice.get_call?call_id=" + id, secret)
                    .json()
                    .path("message");
            assertThat(call.path("status").asText()).isEqualTo("completed");
            assertThat(spend(key).path("today").decimalValue())
                    .as("it counts once when it has ended")
                    .isEqualByComparingTo(call.at("/cost/amount").decimalValue());
        });
    }

    @Test
    void a_limit_that_is_set_later_counts_what_was_spent_before() {
        BigDecimal price = price();
        JsonNode key = newKey("");
        String secret = key.path("api_key").asText();
        assertThat(sandbox.hub.post(SEND, secret, MESSAGE).status()).isEqualTo(200);

        sandbox.change(
                "TEL API Key", key.path("name").asText(), "{\"daily_spend_limit\":" + price.toPlainString() + "}");

        await().atMost(Sandbox.SOON)
                .untilAsserted(() ->
                        assertThat(spend(key).path("today").decimalValue()).isEqualByComparingTo(price));
        assertThat(sandbox.hub.post(SEND, secret, MESSAGE).status()).isEqualTo(402);

        sandbox.change("TEL API Key", key.path("name").asText(), "{\"daily_spend_limit\":null}");

        assertThat(sandbox.hub.post(SEND, secret, MESSAGE).status()).isEqualTo(200);
    }
}
