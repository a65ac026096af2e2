package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.BringsCalls.Ringing;
import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that come in, driven from outside; each way of carriers to bring them runs it. */
abstract class VoiceInScenario {

    final Consumer consumer = new Consumer();
    private final List<String> numbers = new ArrayList<>();
    private final List<String> flows = new ArrayList<>();
    Calls calls;

    abstract Sandbox sandbox();

    /** Who brings the calls. */
    abstract BringsCalls carrier();

    /** What a minute of them costs in the sandbox; nothing where no rate says so. */
    String minute() {
        return "";
    }

    @BeforeEach
    void carrierIsThere() {
        calls = new Calls(sandbox());
        calls.awaitCarrier();
    }

    @AfterEach
    void behaveAgain() {
        sandbox().behaveAgain(carrier().carrier());
        numbers.forEach(number -> sandbox().adminDelete(Sandbox.resource("TEL DID", number)));
        flows.forEach(flow -> sandbox().adminDelete(Sandbox.resource("TEL IVR Flow", flow)));
        consumer.close();
    }

    /** A number of ours whose calls go this way. */
    String number(String route, String more) {
        String number = Calls.callee();
        numbers.add(number);
        sandbox()
                .create(
                        "TEL DID",
                        "{\"phone_number\":\"" + number
                                + "\",\"country_code\":\"US\",\"status\":\"Active\",\"sms_enabled\":false,"
                                + "\"assigned_api_key\":\"KEY-sandbox\",\"assigned_organization\":\"Sandbox\","
                                + "\"webhook_url\":\"" + consumer.url() + "\",\"inbound_voice_route\":\"" + route + "\""
                                + more + "}");
        return number;
    }

    /** Somebody calls. */
    Ringing ring(String from, String to) {
        return carrier().rings(carrier().call(from, to));
    }

    /** Our records of calls from somebody. */
    private JsonNode records(String from) {
        return sandbox()
                .adminGet("/api/resource/TEL%20Call?fields=%5B%22*%22%5D&filters="
                        + Sandbox.encoded("[[\"from_number\",\"=\",\"" + from + "\"]]"))
                .json()
                .path("data");
    }

    String record(String from) {
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(records(from)).hasSize(1));
        return records(from).get(0).path("name").asText();
    }

    List<String> events(String call) {
        return consumer.all().stream()
                .map(Consumer.Delivery::json)
                .filter(event -> call.equals(event.at("/data/call_id").asText()))
                .sorted(Comparator.comparing(event -> event.path("sequence").asInt()))
                .map(event -> event.path("event").asText())
                .toList();
    }

    JsonNode event(String call, String name) {
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(events(call)).contains(name));
        return consumer.all().stream()
                .map(Consumer.Delivery::json)
                .filter(event -> call.equals(event.at("/data/call_id").asText())
                        && name.equals(event.path("event").asText()))
                .findFirst()
                .orElseThrow()
                .path("data");
    }

    /** What the carrier was asked for in a call, in order. */
    List<String> asked(Ringing call) {
        return carrier().asked(carrier().carriersId(call));
    }

    @Test
    void a_call_is_told_to_the_numbers_consumer_once_and_ends_when_its_caller_hangs_up() {
        String from = Calls.callee();
        String to = number("Webhook", "");

        Ringing carriers = ring(from, to);
        carrier().rings(carriers);

        String id = record(from);
        JsonNode told = event(id, "call.initiated");
        assertThat(told.path("direction").asText()).isEqualTo("inbound");
        assertThat(told.path("from").asText()).isEqualTo(from);
        assertThat(told.path("to").asText()).isEqualTo(to);
        assertThat(calls.get(id).path("direction").asText()).isEqualTo("inbound");
        assertThat(calls.get(id).path("status").asText()).isEqualTo("ringing");

        carrier().hangsUp(carriers, false);

        calls.awaitStatus(id, "canceled");
        event(id, "call.completed");
        assertThat(events(id)).containsExactly("call.initiated", "call.completed");
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(cdrs(id)).singleElement().satisfies(cdr -> {
                    assertThat(cdr.path("direction").asText()).isEqualTo("inbound");
                    assertThat(cdr.path("status").asText()).isEqualTo("canceled");
                }));
        assertThat(asked(carriers)).isEmpty();
    }

    private List<JsonNode> cdrs(String id) {
        List<JsonNode> all = new ArrayList<>();
        sandbox()
                .ask("analytics.get_cdrs", "record_id=" + id)
                .json()
                .at("/message/cdrs")
                .forEach(all::add);
        return all;
    }

    @Test
    void an_end_that_overtakes_its_beginning_ends_the_call() {
        String from = Calls.callee();
        String to = number("Webhook", "");
        Ringing carriers = carrier().call(from, to);

        carrier().hangsUp(carriers, false);
        carrier().rings(carriers);

        calls.awaitStatus(record(from), "canceled");
    }

    @Test
    void a_call_to_a_number_that_is_not_ours_is_refused_once() {
        String from = Calls.callee();
        String to = Calls.callee();

        Ringing carriers = ring(from, to);
        carrier().rings(carriers);

        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(asked(carriers)).containsExactly("reject"));
        assertThat(records(from)).isEmpty();
    }

    @Test
    void a_number_that_nobody_can_answer_for_yet_refuses() {
        String from = Calls.callee();

        Ringing carriers = ring(from, number("SIP Endpoint", ""));

        String id = record(from);
        assertThat(calls.awaitStatus(id, "failed").path("error_code").asText()).isEqualTo("TEL-204");
        assertThat(asked(carriers)).containsExactly("reject");
    }

    @Test
    void a_caller_leaves_a_message() {
        String from = Calls.callee();

        Ringing carriers = ring(from, number("Voicemail", ",\"voicemail_greeting\":\"Acme is closed\""));

        String id = record(from);
        JsonNode over = calls.awaitStatus(id, "completed");
        assertThat(over.at("/cost/amount").asText()).isEqualTo(minute());
        assertThat(asked(carriers)).containsExactly("answer", "speak", "record", "hangup");
        assertThat(carrier().spoken(carrier().carriersId(carriers))).containsExactly("Acme is closed");
        assertThat(carrier().beeps(carrier().carriersId(carriers))).isTrue();
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(cdrs(id))
                .singleElement()
                .satisfies(cdr -> assertThat(cdr.path("direction").asText()).isEqualTo("inbound")));
        await().atMost(Sandbox.SOON)
                .untilAsserted(
                        () -> assertThat(voicemail(id).path("status").asText()).isEqualTo("Ready"));
        JsonNode listed = voicemail(id);
        assertThat(listed.path("from_number").asText()).isEqualTo(from);
        assertThat(listed.path("recording_url").isNull()).as(listed.toString()).isTrue();
        String path = Sandbox.resource("TEL Voicemail", listed.path("name").asText());
        String heard = sandbox().adminGet(path).json().at("/data/recording_url").asText();
        assertThat(sandbox()
                        .hub
                        .send("GET", heard.replaceFirst("^https?://[^/]+", ""), Map.of(), null)
                        .status())
                .as(heard)
                .isEqualTo(200);
        assertThat(sandbox().adminDelete(path).status()).isEqualTo(403);
    }

    private JsonNode voicemail(String call) {
        return sandbox()
                .adminGet("/api/resource/TEL%20Voicemail?fields=%5B%22*%22%5D&filters="
                        + Sandbox.encoded("[[\"call_id\",\"=\",\"" + call + "\"]]"))
                .json()
                .at("/data/0");
    }

    @Test
    void a_call_goes_on_to_where_its_number_says() {
        String from = Calls.callee();
        String forward = Calls.callee();
        String to = number("Forward", ",\"forward_to\":\"" + forward + "\"");

        Ringing carriers = ring(from, to);

        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(asked(carriers)).containsExactly("answer", "transfer"));
        assertThat(carrier().transfer(carrier().carriersId(carriers))).isEqualTo(Map.of("from", to, "to", forward));
        String id = record(from);
        carrier().hangsUp(carriers, true);
        assertThat(calls.awaitStatus(id, "completed").path("answered_at").asText())
                .isNotBlank();
    }

    @Test
    void a_caller_is_not_kept_where_nobody_answers_nor_passed_on_to_numbers_of_a_premium_rate() {
        String from = Calls.callee();
        String other = Calls.callee();
        sandbox()
                .behave(
                        carrier().carrier(),
                        "{\"receipt_status\":\"no_answer\",\"operation\":\"call.transfer\",\"count\":1}");

        Ringing deserted = ring(from, number("Forward", ",\"forward_to\":\"" + Calls.callee() + "\""));
        calls.awaitStatus(record(from), "completed");
        Ringing dear = ring(other, number("Forward", ",\"forward_to\":\"+19005551234\""));
        calls.awaitStatus(record(other), "completed");

        assertThat(asked(deserted))
                .isEqualTo(
                        carrier().keepsAfterTransfer()
                                ? List.of("answer", "transfer", "hangup")
                                : List.of("answer", "transfer"));
        assertThat(asked(dear)).containsExactly("answer", "hangup");
    }

    /** Lets the consumer answer to events of these names, and to others nothing. */
    void answers(Map<String, String> verbs) {
        consumer.answers(verbs);
    }

    @Test
    void the_numbers_consumer_says_what_happens_by_what_it_answers() {
        String from = Calls.callee();
        sandbox()
                .behave(
                        carrier().carrier(),
                        "{\"receipt_status\":\"press 2\",\"operation\":\"call.gather\",\"count\":1}");
        answers(Map.of(
                "call.initiated",
                "[{\"verb\":\"speak\",\"text\":\"Welcome\"},{\"verb\":\"gather\",\"max_digits\":1,"
                        + "\"prompt_text\":\"Press 1 or 2\"}]",
                "call.dtmf",
                "[{\"verb\":\"play\",\"audio_url\":\"https://example.com/two.mp3\"},{\"verb\":\"hangup\"}]"));

        Ringing carriers = ring(from, number("Webhook", ""));

        String id = record(from);
        calls.awaitStatus(id, "completed");
        assertThat(asked(carriers)).containsExactly("answer", "speak", "gather", "play", "hangup");
        assertThat(event(id, "call.dtmf").path("digits").asText()).isEqualTo("2");
        event(id, "call.completed");
        assertThat(events(id)).containsExactly("call.initiated", "call.answered", "call.dtmf", "call.completed");
    }

    @Test
    void verbs_that_mean_nothing_are_told_once_and_move_nothing() {
        String from = Calls.callee();
        String wrong = "[{\"verb\":\"speak\",\"text\":\"Hello\"},{\"verb\":\"speak\"}]";
        answers(Map.of("call.initiated", wrong, "call.command_failed", wrong));

        Ringing carriers = ring(from, number("Webhook", ""));

        String id = record(from);
        JsonNode told = event(id, "call.command_failed");
        assertThat(told.path("command").asText()).isEqualTo("verbs");
        assertThat(told.path("error_message").asText()).contains("verbs[1]", "text");
        carrier().hangsUp(carriers, false);
        event(id, "call.completed");
        assertThat(events(id)).containsExactly("call.initiated", "call.command_failed", "call.completed");
        assertThat(asked(carriers)).isEmpty();
    }

    @Test
    void an_answer_that_its_carrier_refuses_is_told_and_the_call_is_left_to_whoever_calls() {
        String from = Calls.callee();
        answers(Map.of("call.initiated", "[{\"verb\":\"speak\",\"text\":\"Welcome\"}]"));
        sandbox()
                .behave(
                        carrier().carrier(),
                        "{\"status\":400,\"receipt_status\":\"failed\",\"operation\":\""
                                + carrier().asks("call.answer") + "\",\"count\":1}");

        Ringing carriers = ring(from, number("Webhook", ""));

        String id = record(from);
        assertThat(event(id, "call.command_failed").path("command").asText()).isEqualTo("call.answer");
        assertThat(calls.get(id).path("status").asText()).isEqualTo("ringing");
        carrier().hangsUp(carriers, false);
        calls.awaitStatus(id, "canceled");
        event(id, "call.completed");
        assertThat(events(id)).containsExactly("call.initiated", "call.command_failed", "call.completed");
    }

    @Test
    void each_command_in_it_that_its_carrier_refuses_or_does_not_hear_is_told_and_the_call_goes_on() {
        String from = Calls.callee();
        answers(Map.of("call.initiated", "[{\"verb\":\"speak\",\"text\":\"Welcome\"}]"));
        Ringing carriers = ring(from, number("Webhook", ""));
        String id = record(from);
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(asked(carriers)).containsExactly("answer", "speak"));

        calls.assertThatFailuresAreTold(carrier().carrier(), id);
    }

    /** In calls that come in and that go out. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_later_step_that_its_carrier_refuses_is_told_and_the_call_goes_on(boolean incoming) {
        failing("\"status\":422");

        String id = incoming ? came() : made();

        assertThat(event(id, "call.command_failed").path("command").asText()).isEqualTo("call.play");
        assertThat(calls.get(id).path("status").asText()).isEqualTo("in_progress");
        assertThat(calls.hangup(id).status()).isEqualTo(200);
        calls.awaitStatus(id, "completed");
        assertThat(steps(id)).contains("gather").endsWith("hangup");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_later_step_whose_answer_is_lost_is_heard_by_its_end_and_done_once(boolean incoming) {
        failing("\"accept_then_timeout\":true");

        String id = incoming ? came() : made();

        calls.awaitStatus(id, "completed");
        event(id, "call.completed");
        assertThat(events(id)).doesNotContain("call.command_failed");
        assertThat(steps(id)).endsWith("gather", "play", "hangup");
    }

    /** Lets the carrier fail to play what follows the keys that somebody pressed. */
    private void failing(String how) {
        String order = "{\"operation\":\"" + carrier().asks("call.play") + "\",\"count\":1," + how + "}";
        consumer.answers(
                Map.of(
                        "call.initiated",
                        "[{\"verb\":\"gather\",\"max_digits\":1}]",
                        "call.dtmf",
                        "[{\"verb\":\"play\",\"audio_url\":\"https://example.com/two.mp3\"},{\"verb\":\"hangup\"}]"),
                event -> {
                    if (event.equals("call.dtmf")) {
                        sandbox().behave(carrier().carrier(), order);
                    }
                });
    }

    /** What its carrier was asked for in a call, in order. */
    private List<String> steps(String id) {
        return carrier().asked(calls.get(id).path("carrier_call_id").asText());
    }

    private String came() {
        String from = Calls.callee();
        ring(from, number("Webhook", ""));
        return record(from);
    }

    private String made() {
        return Calls.id(calls.make(
                Calls.callee(),
                ",\"preferred_carrier\":\"" + carrier().carrier() + "\",\"webhook_url\":\"" + consumer.url() + "\""));
    }

    @Test
    void a_call_that_was_made_is_steered_too() {
        answers(Map.of(
                "call.initiated", "[{\"verb\":\"speak\",\"text\":\"You are called by us\"},{\"verb\":\"hangup\"}]"));

        String id = made();

        calls.awaitStatus(id, "completed");
        assertThat(steps(id)).containsExactly("speak", "hangup");
    }

    @Test
    void a_caller_is_led_through_a_flow_that_people_see_as_a_picture() {
        String from = Calls.callee();
        String flow = "Réception " + from.substring(1);
        String picture = "/docs/ivr/" + Sandbox.encoded(flow);
        flows.add(flow);
        sandbox()
                .create(
                        "TEL IVR Flow",
                        "{\"name\":\"" + flow + "\",\"flow\":{\"start\":\"welcome\",\"steps\":{"
                                + "\"welcome\":{\"do\":\"speak\",\"text\":\"Welcome\",\"next\":\"menu\"},"
                                + "\"menu\":{\"do\":\"menu\",\"text\":\"Press 2 for our hours\",\"choices\":{\"2\":\"hours\"},"
                                + "\"otherwise\":\"bye\"},"
                                + "\"hours\":{\"do\":\"play\",\"audio_url\":\"https://example.com/hours.mp3\",\"next\":\"bye\"},"
                                + "\"bye\":{\"do\":\"hangup\"}}}}");
        sandbox()
                .behave(
                        carrier().carrier(),
                        "{\"receipt_status\":\"press 2\",\"operation\":\"call.gather\",\"count\":1}");

        Ringing carriers = ring(from, number("IVR Flow", ",\"ivr_flow\":\"" + flow + "\""));

        calls.awaitStatus(record(from), "completed");
        assertThat(asked(carriers)).containsExactly("answer", "speak", "gather", "play", "hangup");
        Answer drawn = sandbox().adminGet(picture);
        assertThat(drawn.status()).as(drawn.body()).isEqualTo(200);
        assertThat(drawn.body()).startsWith("<svg").contains("Press 2 for our hours", flow);
        assertThat(sandbox().hub.send("GET", picture, Map.of(), null).status()).isEqualTo(401);
    }

    @Test
    void a_flow_that_leads_nowhere_is_refused_in_words() {
        Answer refused = sandbox()
                .adminPost(
                        "/api/resource/TEL%20IVR%20Flow",
                        "{\"name\":\"Maze\",\"flow\":{\"start\":\"a\",\"steps\":{"
                                + "\"a\":{\"do\":\"speak\",\"text\":\"Hi\",\"next\":\"a\"}}}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("_error_message").asText()).contains("no way out");
    }
}
