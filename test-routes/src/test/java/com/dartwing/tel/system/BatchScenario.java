package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Batches, from their acceptance to their last message; each storage runs it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BatchScenario {

    private static final Duration IN_TIME = Duration.ofSeconds(60);
    private static final String SEND = "/api/method/dartwing_tel.api.sms.send_batch_sms";

    private final Consumer consumer = new Consumer();
    private Sandbox sandbox;
    private int recipients = 2000;

    abstract Sandbox sandbox();

    @BeforeAll
    void start() {
        sandbox = sandbox();
    }

    @AfterAll
    void stop() {
        consumer.close();
    }

    private String recipient() {
        return "+1415556" + recipients++;
    }

    private List<String> recipients(int count) {
        return IntStream.range(0, count).mapToObj(i -> recipient()).toList();
    }

    private static String json(List<String> to) {
        return to.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }

    private Answer send(String recipients, String more) {
        return sandbox.call(
                "sms.send_batch_sms", "{\"recipients\":" + recipients + ",\"body\":\"For all\"" + more + "}");
    }

    private static String id(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("message").path("status").asText()).isEqualTo("queued");
        return answer.json().path("message").path("batch_id").asText();
    }

    private Answer cancel(String id) {
        return sandbox.call("sms.cancel_batch", "{\"batch_id\":\"" + id + "\"}");
    }

    private JsonNode batch(String id) {
        return batch(id, "");
    }

    private JsonNode batch(String id, String more) {
        Answer answer = sandbox.ask("sms.get_batch", "batch_id=" + id + more);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode batch = answer.json().path("message");
        assertThat(List.of("sent", "failed", "held", "canceled", "queued").stream()
                        .mapToInt(what -> batch.path(what + "_count").asInt())
                        .sum())
                .as("every recipient is counted once")
                .isEqualTo(batch.path("total_recipients").asInt());
        return batch;
    }

    private JsonNode awaitCompleted(String id) {
        await().atMost(IN_TIME)
                .untilAsserted(
                        () -> assertThat(batch(id).path("status").asText()).isEqualTo("completed"));
        return batch(id);
    }

    /** The bodies that carriers were asked to send to a number. */
    private List<String> bodiesTo(String number) {
        List<String> bodies = new ArrayList<>();
        sandbox.carriers().forEach(carrier -> sandbox.seen(carrier).forEach(seen -> {
            if (number.equals(seen.path("to").asText())) {
                bodies.add(seen.path("body").asText());
            }
        }));
        return bodies;
    }

    private static Instant time(JsonNode batch, String field) {
        return Instant.parse(batch.path(field).asText());
    }

    @Test
    void a_bad_recipient_is_counted_and_listed_and_refuses_nobody_else() {
        String plain = recipient();
        String own = recipient();
        String id = id(send(
                "[\"" + plain + "\",\"garbage\",{\"to\":\"" + own + "\",\"body\":\"For you\"},\"" + plain
                        + "\",7,{\"to\":\"" + own + "\",\"body\":\" \"}]",
                ",\"batch_name\":\"Mixed\",\"messages_per_second\":100,\"status_callback\":\"" + consumer.url()
                        + "\""));

        JsonNode batch = awaitCompleted(id);

        assertThat(batch.path("batch_name").asText()).isEqualTo("Mixed");
        assertThat(batch.path("sent_count").asInt()).isEqualTo(2);
        assertThat(batch.path("failed_count").asInt()).isEqualTo(4);
        assertThat(batch.path("failures").findValuesAsText("error_code"))
                .containsExactly("TEL-001", "TEL-013", "TEL-011", "TEL-011");
        assertThat(time(batch, "completed_at")).isAfter(time(batch, "started_at"));
        await().atMost(IN_TIME).until(() -> batch(id).path("delivered_count").asInt() == 2);
        assertThat(bodiesTo(plain)).containsExactly("For all");
        assertThat(bodiesTo(own)).containsExactly("For you");
    }

    @Test
    void its_completion_is_told_once_and_its_record_is_shown() {
        String id = id(send(
                json(recipients(3)), ",\"messages_per_second\":100,\"status_callback\":\"" + consumer.url() + "\""));
        awaitCompleted(id);

        await().atMost(IN_TIME).until(() -> !completions(id).isEmpty());
        // Its messages' last events are behind it.
        await().atMost(IN_TIME)
                .until(() -> consumer.all().stream()
                                .filter(delivery -> delivery.event().equals("sms.delivered"))
                                .count()
                        >= 3);

        assertThat(completions(id)).hasSize(1);
        JsonNode data = completions(id).get(0).json().path("data");
        assertThat(data.path("total_recipients").asInt()).isEqualTo(3);
        assertThat(data.path("sent_count").asInt()).isEqualTo(3);
        assertThat(List.of("total", "sent", "failed"))
                .extracting(name -> data.path(name).asInt(-1))
                .containsExactly(3, 3, 0);
        JsonNode record =
                sandbox.adminGet("/api/resource/TEL%20SMS%20Batch/" + id).json().path("data");
        assertThat(record.path("status").asText()).isEqualTo("Completed");
        assertThat(record.path("sent_count").asInt()).isEqualTo(3);
        assertThat(sandbox.adminGet("/api/resource/TEL%20SMS%20Message?filters="
                                + Sandbox.encoded("[[\"batch\",\"=\",\"" + id + "\"]]"))
                        .json()
                        .path("data"))
                .hasSize(3);
    }

    private List<Consumer.Delivery> completions(String id) {
        return consumer.all().stream()
                .filter(delivery -> delivery.event().equals("batch.completed"))
                .filter(delivery ->
                        delivery.json().path("data").path("batch_id").asText().equals(id))
                .toList();
    }

    @Test
    void messages_leave_at_the_pace_that_was_asked_for() {
        String id = id(send(json(recipients(21)), ",\"messages_per_second\":10"));

        JsonNode batch = awaitCompleted(id);

        assertThat(Duration.between(time(batch, "started_at"), time(batch, "completed_at")))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    @Test
    void failures_are_listed_page_by_page() {
        String stopped = recipient();
        sandbox.inbound(stopped, "STOP");
        String id = id(send("[\"a\",\"b\",\"" + stopped + "\",\"c\"]", ",\"messages_per_second\":100"));
        awaitCompleted(id);
        List<String> to = new ArrayList<>();

        String cursor = "";
        int pages = 0;
        while (cursor != null) {
            JsonNode page = batch(id, "&limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            to.addAll(page.path("failures").findValuesAsText("to"));
            cursor = page.path("next_cursor").isNull()
                    ? null
                    : page.path("next_cursor").asText();
            pages++;
        }

        assertThat(to).containsExactly("a", "b", "c", stopped);
        assertThat(pages).isEqualTo(2);
        assertThat(sandbox.ask("sms.get_batch", "batch_id=" + id + "&cursor=!").status())
                .isEqualTo(400);
        assertThat(sandbox.ask("sms.get_batch", "batch_id=" + id + "&cursor=nope")
                        .status())
                .isEqualTo(400);
        assertThat(sandbox.ask("sms.get_batch", "batch_id=" + id + "&limit=1001")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_stop_after_the_acceptance_counts() {
        String stopped = recipient();
        String id = id(send(
                json(List.of(stopped)), ",\"scheduled_for\":\"" + Instant.now().plusSeconds(3) + "\""));
        assertThat(batch(id).path("status").asText()).isEqualTo("queued");

        sandbox.inbound(stopped, "STOP");
        JsonNode batch = awaitCompleted(id);

        assertThat(batch.path("failed_count").asInt()).isEqualTo(1);
        JsonNode failure = batch.path("failures").get(0);
        assertThat(failure.path("error_code").asText()).isEqualTo("TEL-103");
        assertThat(sandbox.status(failure.path("message_id").asText())
                        .path("status")
                        .asText())
                .isEqualTo("failed");
        assertThat(time(batch, "started_at")).isAfterOrEqualTo(time(batch, "scheduled_for"));
    }

    @Test
    void an_erased_person_gets_nothing() {
        String to = recipient();
        String id = id(
                send(json(List.of(to)), ",\"scheduled_for\":\"" + Instant.now().plusSeconds(3) + "\""));

        JsonNode erased =
                sandbox.admin("/api/method/dartwing_tel.admin.gdpr_erase", "{\"phone_number\":\"" + to + "\"}");
        JsonNode batch = awaitCompleted(id);

        assertThat(erased.path("erased").path("batch_recipients").asInt()).isEqualTo(1);
        assertThat(batch.path("failed_count").asInt()).isEqualTo(1);
        assertThat(batch.path("failures").get(0).path("to").asText()).startsWith("erased-");
        assertThat(bodiesTo(to)).isEmpty();
    }

    @Test
    void a_scheduled_batch_is_canceled_before_anything_leaves() {
        String to = recipient();
        String id = id(
                send(json(List.of(to)), ",\"scheduled_for\":\"" + Instant.now().plusSeconds(3600) + "\""));

        Answer canceled = cancel(id);

        assertThat(canceled.status()).isEqualTo(200);
        assertThat(batch(id).path("status").asText()).isEqualTo("canceled");
        assertThat(batch(id).path("canceled_count").asInt()).isEqualTo(1);
        assertThat(cancel(id).status()).isEqualTo(200);
    }

    @Test
    void a_running_batch_is_canceled_in_the_middle() {
        String id = id(send(json(recipients(300)), ",\"messages_per_second\":10"));
        await().atMost(IN_TIME).until(() -> batch(id).path("sent_count").asInt() > 3);

        assertThat(cancel(id).json().path("message").path("status").asText()).isEqualTo("canceled");

        await().atMost(IN_TIME).until(() -> batch(id).path("queued_count").asInt() == 0);
        assertThat(batch(id).path("sent_count").asInt()).isBetween(4, 200);
        assertThat(batch(id).path("canceled_count").asInt()).isPositive();
        String done = id(send(json(recipients(1)), ""));
        awaitCompleted(done);
        assertThat(cancel(done).json().path("error_code").asText()).isEqualTo("TEL-013");
    }

    @Test
    void the_same_request_again_gets_the_first_answer() {
        String to = recipient();
        String key = ",\"idempotency_key\":\"batch-" + to + "\"";

        String first = id(send(json(List.of(to)), key));

        assertThat(id(send(json(List.of(to)), key))).isEqualTo(first);
        assertThat(id(sandbox.call(
                        "sms.send_batch_sms",
                        "{" + key.substring(1) + ", \"body\": \"For all\", \"recipients\": [\"" + to + "\"]}")))
                .as("the same in another order")
                .isEqualTo(first);
        assertThat(send(json(List.of(recipient())), key).status()).isEqualTo(409);
        awaitCompleted(first);
        assertThat(bodiesTo(to)).hasSize(1);
    }

    @Test
    void a_caller_who_would_rather_not_wait_is_told_so() {
        Answer answer = sandbox.hub.send(
                "POST",
                SEND,
                Map.of("Authorization", "Bearer " + sandbox.key.apiKey(), "Prefer", "respond-async"),
                "{\"recipients\":[\"" + recipient() + "\"],\"body\":\"Hi\"}");

        assertThat(answer.status()).isEqualTo(202);
    }
}
