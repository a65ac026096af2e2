package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no batch, and who may not send or see one. */
class BatchRefusalIT {

    private static final String SEND = "/api/method/dartwing_tel.api.sms.send_batch_sms";

    private final Sandbox sandbox = Sandbox.onH2();
    private int numbers = 3001;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"recipients\":[\"+14155562000\"],\"body\":\"x\",\"z\":1} | 400 | z",
                "{\"recipients\":[{\"to\":\"+14155562000\",\"bdy\":\"x\"}],\"body\":\"x\"} | 400 | recipients[0].bdy",
                "{\"recipients\":[],\"body\":\"x\"} | 400 | recipients",
                "{\"recipients\":\"+14155562000\",\"body\":\"x\"} | 400 | recipients",
                "{\"body\":\"x\"} | 400 | recipients",
                "{\"recipients\":[\"+14155562000\"]} | 400 | body",
                "{\"recipients\":[\"+14155562000\"],\"body\":\" \"} | 400 | body",
                "{\"recipients\":[\"+14155562000\"],\"body\":[\"x\"]} | 400 | body",
                "{\"recipients\":[\"+14155562000\"],\"body\":\"x\",\"messages_per_second\":1001} | 400 | messages_per_second",
                "{\"recipients\":[\"+14155562000\"],\"body\":\"x\",\"scheduled_for\":\"2020-01-01\"} | 400 | scheduled_for",
                "{\"recipients\":[\"+14155562000\"],\"body\":\"x\",\"status_callback\":\"x\"} | 400 | status_callback",
                "{\"recipients\":[\"+14155562000\"],\"body\":\"x\",\"from_number\":\"+14155550199\"} | 400 | from_number",
                "{\"recipients\":[\"+14155562000\"],\"body\":\"x\",\"idempotency_key\":\" \"} | 400 | idempotency_key",
                "{\"recipients\":[\"+14155562000\" | 400 | recipients[0]",
                "[] | 400 | ''",
            })
    void a_request_that_is_none_is_refused_as_a_whole(String body, int status, String field) {
        Answer answer = sandbox.call("sms.send_batch_sms", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
    }

    @Test
    void many_small_batches_at_a_time_find_room_one_after_the_other() {
        List<CompletableFuture<Answer>> asked = IntStream.range(0, 16)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> sandbox.call(
                                "sms.send_batch_sms",
                                "{\"recipients\":[\"+1415556400" + n % 10 + "\"],\"body\":\"x\"}"),
                        runnable -> new Thread(runnable).start()))
                .toList();

        assertThat(asked).extracting(answer -> answer.join().status()).containsOnly(200);
    }

    @Test
    void more_recipients_than_a_batch_may_have_are_too_many() {
        StringBuilder many = new StringBuilder("[1");
        many.append(",1".repeat(100_000));

        Answer answer = sandbox.call("sms.send_batch_sms", "{\"recipients\":" + many.append("]") + ",\"body\":\"x\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("error_code").asText()).isEqualTo("TEL-014");
    }

    @Test
    void a_key_needs_the_permission_sees_its_own_batches_alone_and_has_its_day_counted() {
        String foreign = sandbox.call("sms.send_batch_sms", "{\"recipients\":[\"+14155563000\"],\"body\":\"x\"}")
                .json()
                .path("message")
                .path("batch_id")
                .asText();
        JsonNode sender = key("{\"sms\":{\"send\":true}}");
        JsonNode batcher = key("{\"sms\":{\"batch\":true}}");

        assertThat(post(sender, "{\"recipients\":[\"x\"],\"body\":\"x\"}")
                        .json()
                        .path("error_code")
                        .asText())
                .isEqualTo("TEL-005");
        assertThat(sandbox.hub
                        .get(
                                "/api/method/dartwing_tel.api.sms.get_batch?batch_id=" + foreign,
                                batcher.path("api_key").asText())
                        .status())
                .isEqualTo(404);
        assertThat(sandbox.hub
                        .delete(
                                "/api/method/dartwing_tel.api.sms.cancel_batch?batch_id=" + foreign,
                                batcher.path("api_key").asText())
                        .status())
                .isEqualTo(404);
        String tooMany = IntStream.range(0, 1001).mapToObj(i -> "\"x\"").collect(Collectors.joining(",", "[", "]"));
        Answer limited = post(batcher, "{\"recipients\":" + tooMany + ",\"body\":\"x\"}");
        assertThat(limited.status()).as(limited.body()).isEqualTo(429);
        assertThat(limited.header("X-RateLimit-Limit")).isEqualTo("1000");
    }

    private JsonNode key(String permissions) {
        JsonNode key = sandbox.create(
                "TEL API Key",
                "{\"module\":\"batches\",\"organization\":\"Sandbox\",\"tier\":\"Starter\",\"permissions\":"
                        + permissions + "}");
        String number = "+1415556" + numbers++;
        sandbox.create(
                "TEL DID",
                "{\"phone_number\":\"" + number
                        + "\",\"country_code\":\"US\",\"status\":\"Active\",\"assigned_api_key\":\""
                        + key.path("name").asText() + "\"}");
        return key;
    }

    private Answer post(JsonNode key, String body) {
        return sandbox.hub.post(SEND, key.path("api_key").asText(), body);
    }
}
