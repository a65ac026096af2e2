package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Messages that wait: for their hour, or for a carrier that takes them; each storage runs it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class WaitingScenario {

    private static final int SCHEDULED = 100;
    private static final Duration PUNCTUAL = Duration.ofSeconds(2);

    private Sandbox sandbox;
    private List<HubProcess> hubs;
    private int recipients = 1000;

    abstract Sandbox sandbox();

    /** All hubs on the sandbox's database. */
    abstract List<HubProcess> hubs(Sandbox sandbox);

    @BeforeAll
    void start() {
        sandbox = sandbox();
        hubs = hubs(sandbox);
    }

    @AfterAll
    void stop() {
        if (hubs != null) {
            hubs.stream().filter(hub -> hub != sandbox.hub).forEach(HubProcess::close);
        }
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @AfterEach
    void carriersAreGoodAgain() {
        behave("{}");
        sandbox.carriers().forEach(carrier -> sandbox.admin("/admin/carriers/" + carrier + "/enable", "{}"));
    }

    private String recipient() {
        return "+1415556" + recipients++;
    }

    private void behave(String order) {
        for (HubProcess hub : hubs) {
            sandbox.carriers().forEach(carrier -> behave(hub, carrier, order));
        }
    }

    private static void behave(HubProcess hub, String carrier, String order) {
        assertThat(hub.send("POST", "/sandbox/" + carrier + "/_behave", Map.of(), order)
                        .status())
                .isEqualTo(200);
    }

    private Answer cancel(String id) {
        return sandbox.hub.delete(
                "/api/method/dartwing_tel.api.sms.cancel_scheduled?message_id=" + id, sandbox.key.apiKey());
    }

    private Answer sendNow(String id) {
        return sandbox.call("sms.send_now", "{\"message_id\":\"" + id + "\"}");
    }

    private JsonNode record(String id) {
        return sandbox.adminGet("/api/resource/TEL%20SMS%20Message/" + id)
                .json()
                .path("data");
    }

    private static String later(Duration wait) {
        return Instant.now().plus(wait).truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private String scheduled() {
        Answer answer = sandbox.send(recipient(), ",\"scheduled_for\":\"" + later(Duration.ofHours(1)) + "\"");
        assertThat(answer.json().path("message").path("status").asText()).isEqualTo("scheduled");
        return Sandbox.id(answer);
    }

    /**
     * A message that waits because all carriers have refused it: after one try for 2.5 seconds at least, after two for
     * five. No more tries than needed: ten failures open a breaker.
     */
    private String waiting(int tries) {
        behave("{\"status\":503}");
        String id = Sandbox.id(sandbox.send(recipient(), ""));
        await().atMost(Sandbox.SOON)
                .until(() -> record(id).path("tries").asInt() >= tries
                        && !record(id).path("next_attempt_at").isNull());
        behave("{}");
        return id;
    }

    private Instant planned(String id) {
        return Instant.parse(record(id).path("next_attempt_at").asText());
    }

    private void assertSentBefore(Instant planned, String id) {
        sandbox.awaitStatus(id, "delivered");
        assertThat(Instant.parse(sandbox.status(id).path("sent_at").asText())).isBefore(planned);
    }

    @Test
    @Order(1)
    void a_scheduled_message_is_canceled_and_stays_so() {
        String id = scheduled();

        assertThat(sendNow(id).status()).isEqualTo(409);
        Answer canceled = cancel(id);

        assertThat(canceled.status()).isEqualTo(200);
        assertThat(canceled.json().path("message").path("status").asText()).isEqualTo("canceled");
        assertThat(sandbox.status(id).path("status").asText()).isEqualTo("canceled");
        assertThat(cancel(id).status()).isEqualTo(200);
    }

    @Test
    @Order(1)
    void only_what_waits_can_be_canceled_and_only_by_its_owner() {
        String sent = Sandbox.id(sandbox.send(recipient(), ""));

        assertThat(cancel(sent).status()).isEqualTo(409);
        assertThat(cancel(sent).json().path("error_code").asText()).isEqualTo("TEL-013");
        assertThat(sendNow(sent).status()).isEqualTo(409);
        assertThat(cancel("SMS-2026-999999").status()).isEqualTo(404);
        assertThat(cancel("").json().path("field").asText()).isEqualTo("message_id");
        assertThat(sandbox.call("sms.send_now", "{\"message_id\":\"x\",\"y\":1}")
                        .json()
                        .path("field")
                        .asText())
                .isEqualTo("y");
        assertThat(sandbox.call("sms.send_now", "{\"message_id\":7}").status()).isEqualTo(400);
    }

    @Test
    @Order(2)
    void scheduled_messages_leave_within_two_seconds_of_their_time_and_once() {
        // Programs that have just started run slowly at first; how punctual they are shows the second time.
        schedule(Duration.ofSeconds(5)).ids().forEach(id -> sandbox.awaitStatus(id, "delivered"));

        Scheduled scheduled = schedule(Duration.ofSeconds(6));
        scheduled.ids().forEach(id -> sandbox.awaitStatus(id, "delivered"));

        assertThat(scheduled.ids()).allSatisfy(id -> assertThat(departure(id))
                .isBetween(scheduled.at(), scheduled.at().plus(PUNCTUAL)));
        // Once, but for those whose carrier's answer was lost on a busy machine.
        assertThat(sendsTo(scheduled.to())).isBetween((long) SCHEDULED, SCHEDULED + lostAnswers(scheduled.ids()));
    }

    private long lostAnswers(List<String> ids) {
        return ids.stream()
                .flatMap(id ->
                        StreamSupport.stream(sandbox.status(id).path("attempts").spliterator(), false))
                .filter(attempt -> attempt.path("outcome").asText().equals("unknown"))
                .count();
    }

    private record Scheduled(Instant at, List<String> to, List<String> ids) {}

    private Scheduled schedule(Duration wait) {
        Instant at = Instant.now().plus(wait).truncatedTo(ChronoUnit.MILLIS);
        List<String> to =
                IntStream.range(0, SCHEDULED).mapToObj(i -> recipient()).toList();
        List<CompletableFuture<String>> accepted = new ArrayList<>();
        for (int i = 0; i < SCHEDULED; i++) {
            String number = to.get(i);
            HubProcess hub = hubs.get(i % hubs.size());
            accepted.add(CompletableFuture.supplyAsync(() -> Sandbox.id(hub.post(
                    "/api/method/dartwing_tel.api.sms.send_sms",
                    sandbox.key.apiKey(),
                    "{\"to\":\"" + number + "\",\"body\":\"On time\",\"scheduled_for\":\"" + at + "\"}"))));
        }
        return new Scheduled(
                at, to, accepted.stream().map(CompletableFuture::join).toList());
    }

    /** When the hub handed a message to its carrier. */
    private Instant departure(String id) {
        return Instant.parse(
                sandbox.status(id).path("attempts").path(0).path("started_at").asText());
    }

    @Test
    @Order(2)
    void a_batch_reaches_each_recipient_once_whichever_hub_releases_it() {
        List<String> to =
                IntStream.range(0, SCHEDULED).mapToObj(i -> recipient()).toList();
        String id = sandbox.call(
                        "sms.send_batch_sms",
                        "{\"body\":\"Once\",\"messages_per_second\":100,\"recipients\":[\"" + String.join("\",\"", to)
                                + "\"]}")
                .json()
                .path("message")
                .path("batch_id")
                .asText();

        await().atMost(Sandbox.SOON).until(() -> sandbox.ask("sms.get_batch", "batch_id=" + id)
                .json()
                .path("message")
                .path("status")
                .asText()
                .equals("completed"));

        assertThat(sendsTo(to)).isEqualTo(SCHEDULED);
    }

    private long sendsTo(List<String> numbers) {
        long sends = 0;
        for (HubProcess hub : hubs) {
            for (String carrier : sandbox.carriers()) {
                for (JsonNode seen : hub.send("GET", "/sandbox/" + carrier + "/_seen", Map.of(), null)
                        .json()) {
                    sends += numbers.contains(seen.path("to").asText()) ? 1 : 0;
                }
            }
        }
        return sends;
    }

    @Test
    @Order(3)
    void messages_in_retry_are_tried_at_once_when_a_breaker_opens() {
        String id = waiting(2);
        Instant planned = planned(id);

        hubs.forEach(hub -> behave(hub, "sinch", "{\"status\":503}"));
        for (int i = 0; i < 12; i++) {
            sandbox.send(recipient(), ",\"preferred_carrier\":\"sinch\"");
        }

        assertThat(sandbox.adminGet("/health/carriers").body()).contains("\"circuit_breaker\":\"open\"");
        assertSentBefore(planned, id);
    }

    @Test
    @Order(4)
    void a_message_in_retry_is_listed_for_operators_and_sent_now() {
        String id = waiting(1);
        Instant planned = planned(id);

        JsonNode list = sandbox.adminGet("/api/resource/TEL%20SMS%20Message?filters="
                        + Sandbox.encoded("[[\"status\",\"=\",\"Queued\"],[\"next_attempt_at\",\"is\",\"set\"]]"))
                .json()
                .path("data");
        assertThat(list.findValuesAsText("name")).contains(id);
        assertThat(sendNow(id).status()).isEqualTo(200);

        assertSentBefore(planned, id);
    }

    @Test
    @Order(4)
    void an_operator_cancels_a_message_in_retry() {
        String id = waiting(1);

        assertThat(sandbox.admin("/admin/messages/" + id + "/cancel", "{}")
                        .path("status")
                        .asText())
                .isEqualTo("canceled");

        assertThat(sandbox.status(id).path("status").asText()).isEqualTo("canceled");
        assertThat(sandbox.adminPost("/admin/messages/" + id + "/send_now", "{}")
                        .status())
                .isEqualTo(409);
        assertThat(sandbox.adminPost("/admin/messages/" + id + "/forget", "{}").status())
                .isEqualTo(404);
    }

    @Test
    @Order(5)
    void messages_in_retry_are_tried_at_once_when_an_operator_disables_a_carrier() {
        String id = waiting(2);
        Instant planned = planned(id);

        sandbox.admin("/admin/carriers/didww/disable", "{}");

        assertSentBefore(planned, id);
    }
}
