package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The hub is killed in the middle of a batch. Every recipient gets its message; a second one only those get whose first
 * was with a carrier when the hub died.
 */
abstract class BatchKillScenario {

    private static final int RECIPIENTS = 10_000;
    private static final int SENT_BEFORE_THE_KILL = 3_000;

    /** As many as the hub gives to carriers at a time, {@code tel.sms.batch-threads}, and its releasing thread. */
    private static final int IN_HAND = 97;

    private static final String METHOD = "/api/method/dartwing_tel.api.sms.";

    abstract String[] storage();

    abstract void stopStorage();

    @Test
    void a_killed_hub_goes_on_with_its_batch_where_it_was() {
        try (SplitSandbox sandbox = new SplitSandbox(storage())) {
            String id = sandbox.hub
                    .post(METHOD + "send_batch_sms", sandbox.key.apiKey(), request())
                    .json()
                    .path("message")
                    .path("batch_id")
                    .asText();
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> batch(sandbox, id).path("sent_count").asInt() >= SENT_BEFORE_THE_KILL);

            sandbox.hub.kill9();
            int before = sandbox.taken().size();
            sandbox.hub.restart();
            await().atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> batch(sandbox, id).path("status").asText().equals("completed"));

            assertThat(before).as("sent when the hub was killed").isLessThan(RECIPIENTS);
            assertThat(batch(sandbox, id).path("sent_count").asInt()).isEqualTo(RECIPIENTS);
            Map<String, Integer> sends = new HashMap<>();
            sandbox.taken().forEach(seen -> sends.merge(seen.path("to").asText(), 1, Integer::sum));
            long twice = sends.values().stream().filter(count -> count > 1).count();
            System.out.printf(
                    "%s: killed after %d of %d; %d numbers got their message, %d of them twice%n",
                    getClass().getSimpleName(), before, RECIPIENTS, sends.size(), twice);
            assertThat(sends).as("numbers that got a message").hasSize(RECIPIENTS);
            assertThat(sends.values()).as("sends to a number").allMatch(count -> count <= 2);
            assertThat(twice).as("repeated sends").isLessThanOrEqualTo(IN_HAND);
        } finally {
            stopStorage();
        }
    }

    private static String request() {
        return IntStream.range(0, RECIPIENTS)
                .mapToObj(number -> String.format("+1415%07d", 5_560_000 + number))
                .collect(Collectors.joining(
                        "\",\"", "{\"messages_per_second\":1000,\"body\":\"For all\",\"recipients\":[\"", "\"]}"));
    }

    private static JsonNode batch(SplitSandbox sandbox, String id) {
        return sandbox.hub
                .get(METHOD + "get_batch?batch_id=" + id, sandbox.key.apiKey())
                .json()
                .path("message");
    }
}
