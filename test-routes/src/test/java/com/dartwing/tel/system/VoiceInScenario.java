package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that come in, driven from outside; each storage runs it. */
abstract class VoiceInScenario {

    private final Consumer consumer = new Consumer();
    private final List<String> numbers = new ArrayList<>();
    private final List<String> flows = new ArrayList<>();
    private Calls calls;

    abstract Sandbox sandbox();

    @BeforeEach
    void carrierIsThere() {
        calls = new Calls(sandbox());
        calls.awaitCarrier();
    }

    @AfterEach
    void behaveAgain() {
        sandbox().behaveAgain("telnyx");
        numbers.forEach(number -> sandbox().adminDelete(Sandbox.resource("TEL DID", number)));
        flows.forEach(flow -> sandbox().adminDelete(Sandbox.resource("TEL IVR Flow", flow)));
        consumer.close();
    }

    /** A number of ours whose calls go this way. */
    private String number(String route, String more) {
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

    /** Somebody calls; answers the carrier's id of the call. */
    private String ring(String from, String to) {
        String id = UUID.randomUUID().toString();
        order("{\"call\":\"" + id + "\",\"from\":\"" + from + "\",\"to\":\"" + to + "\"}");
        return id;
    }

    private void hangsUp(String call, String cause) {
        order("{\"hangup\":\"" + call + "\",\"cause\":\"" + cause + "\"}");
    }

    private void order(String json) {
        Answer answer = sandbox().hub.send("POST", "/sandbox/telnyx/_inbound", Map.of(), json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** Our records of calls from somebody. */
    private JsonNode records(String from) {
        return sandbox()
                .adminGet("/api/resource/TEL%20Call?fields=%5B%22*%22%5D&filters="
                        + Sandbox.encoded("[[\"from_number\",\"=\",\"" + from + "\"]]"))
                .json()
                .path("data");
    }

    private String record(String from) {
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(records(from)).hasSize(1));
        return records(from).get(0).path("name").asText();
    }

    private List<String> events(String call) {
        return consumer.all().stream()
                .map(Consumer.Delivery::json)
                .filter(event -> call.equals(event.at("/data/call_id").asText()))
                .sorted(Comparator.comparing(event -> event.path("sequence").asInt()))
                .map(event -> event.path("event").asText())
                .toList();
    }

    private JsonNode event(String call, String name) {
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

    /** The last words of the paths of what the carrier was asked for in a call, in order. */
    private List<String> asked(String carriersId) {
        List<String> asked = new ArrayList<>();
        requests(carriersId)
                .forEach(seen -> asked.add(
                        0, seen.has("hangup") ? "hangup" : seen.path("command").asText()));
        return asked;
    }

    /** What the carrier was asked for in a call, newest first. */
    private List<JsonNode> requests(String carriersId) {
        return StreamSupport.stream(sandbox().seen("telnyx").spliterator(), false)
                .filter(seen -> List.of(
                                seen.path("call").asText(), seen.path("hangup").asText())
                        .contains("v3::" + carriersId))
                .toList();
    }

    @Test
    void a_call_is_told_to_the_numbers_consumer_once_and_ends_when_its_caller_hangs_up() {
        String from = Calls.callee();
        String to = number("Webhook", "");

        String carriers = ring(from, to);
        order("{\"call\":\"" + carriers + "\",\"from\":\"" + from + "\",\"to\":\"" + to + "\"}");

        String id = record(from);
        JsonNode told = event(id, "call.initiated");
        assertThat(told.path("direction").asText()).isEqualTo("inbound");
        assertThat(told.path("from").asText()).isEqualTo(from);
        assertThat(told.path("to").asText()).isEqualTo(to);
        assertThat(calls.get(id).path("direction").asText()).isEqualTo("inbound");
        assertThat(calls.get(id).path("status").asText()).isEqualTo("ringing");

        hangsUp(carriers, "originator_cancel");

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
        String carriers = UUID.randomUUID().toString();

        hangsUp(carriers, "originator_cancel");
        order("{\"call\":\"" + carriers + "\",\"from\":\"" + from + "\",\"to\":\"" + to + "\"}");

        calls.awaitStatus(record(from), "canceled");
    }

    @Test
    void a_call_to_a_number_that_is_not_ours_is_refused_once() {
        String from = Calls.callee();
        String to = Calls.callee();

        String carriers = ring(from, to);
        order("{\"call\":\"" + carriers + "\",\"from\":\"" + from + "\",\"to\":\"" + to + "\"}");

        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(asked(carriers)).containsExactly("reject"));
        assertThat(records(from)).isEmpty();
    }

    @Test
    void a_number_that_nobody_can_answer_for_yet_refuses() {
        String from = Calls.callee();

        String carriers = ring(from, number("SIP Endpoint", ""));

        String id = record(from);
        assertThat(calls.awaitStatus(id, "failed").path("error_code").asText()).isEqualTo("TEL-204");
        assertThat(asked(carriers)).containsExactly("reject");
    }

    @Test
    void a_caller_leaves_a_message() {
        String from = Calls.callee();

        String carriers = ring(from, number("Voicemail", ",\"voicemail_greeting\":\"Acme is closed\""));

        String id = record(from);
        calls.awaitStatus(id, "completed");
        assertThat(asked(carriers)).containsExactly("answer", "speak", "record_start", "hangup");
        assertThat(requests(carriers).get(2).at("/request/payload").asText()).isEqualTo("Acme is closed");
        assertThat(requests(carriers).get(1).at("/request/play_beep").asBoolean())
                .isTrue();
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(cdrs(id))
                .singleElement()
                .satisfies(cdr -> assertThat(cdr.path("direction").asText()).isEqualTo("inbound")));
    }

    @Test
    void a_call_goes_on_to_where_its_number_says() {
        String from = Calls.callee();
        String forward = Calls.callee();
        String to = number("Forward", ",\"forward_to\":\"" + forward + "\"");

        String carriers = ring(from, to);

        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(asked(carriers)).containsExactly("answer", "transfer"));
        JsonNode transfer = requests(carriers).get(0).path("request");
        assertThat(transfer.path("to").asText()).isEqualTo(forward);
        assertThat(transfer.path("from").asText()).isEqualTo(to);
        String id = record(from);
        hangsUp(carriers, "normal_clearing");
        assertThat(calls.awaitStatus(id, "completed").path("answered_at").asText())
                .isNotBlank();
    }

    @Test
    void a_caller_is_not_kept_where_nobody_answers_nor_passed_on_to_numbers_of_a_premium_rate() {
        String from = Calls.callee();
        String other = Calls.callee();
        sandbox().behave("telnyx", "{\"receipt_status\":\"no_answer\",\"operation\":\"call.transfer\",\"count\":1}");

        String deserted = ring(from, number("Forward", ",\"forward_to\":\"" + Calls.callee() + "\""));
        calls.awaitStatus(record(from), "completed");
        String dear = ring(other, number("Forward", ",\"forward_to\":\"+19005551234\""));
        calls.awaitStatus(record(other), "completed");

        assertThat(asked(deserted)).containsExactly("answer", "transfer", "hangup");
        assertThat(asked(dear)).containsExactly("answer", "hangup");
    }

    @Test
    void a_caller_who_is_gone_cannot_be_answered() {
        String from = Calls.callee();
        sandbox().behave("telnyx", "{\"status\":422,\"operation\":\"call.answer\",\"count\":1}");

        String carriers = ring(from, number("Voicemail", ""));

        calls.awaitStatus(record(from), "canceled");
        assertThat(asked(carriers)).containsExactly("answer");
    }

    /** Lets the consumer answer to events of these names, and to others nothing. */
    private void answers(Map<String, String> verbs) {
        consumer.behave(exchange -> {
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            String event = consumer.all().stream()
                    .filter(delivery -> delivery.id().equals(id))
                    .findFirst()
                    .map(Consumer.Delivery::event)
                    .orElse("");
            byte[] body = ("{\"verbs\":" + verbs.getOrDefault(event, "null") + "}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            boolean some = verbs.containsKey(event);
            exchange.sendResponseHeaders(some ? 200 : 204, some ? body.length : -1);
            if (some) {
                exchange.getResponseBody().write(body);
            }
        });
    }

    @Test
    void the_numbers_consumer_says_what_happens_by_what_it_answers() {
        String from = Calls.callee();
        sandbox().behave("telnyx", "{\"receipt_status\":\"press 2\",\"operation\":\"call.gather\",\"count\":1}");
        answers(Map.of(
                "call.initiated",
                "[{\"verb\":\"speak\",\"text\":\"Welcome\"},{\"verb\":\"gather\",\"max_digits\":1,"
                        + "\"prompt_text\":\"Press 1 or 2\"}]",
                "call.dtmf",
                "[{\"verb\":\"play\",\"audio_url\":\"https://example.com/two.mp3\"},{\"verb\":\"hangup\"}]"));

        String carriers = ring(from, number("Webhook", ""));

        String id = record(from);
        calls.awaitStatus(id, "completed");
        assertThat(asked(carriers))
                .containsExactly("answer", "speak", "gather_using_speak", "playback_start", "hangup");
        assertThat(event(id, "call.dtmf").path("digits").asText()).isEqualTo("2");
        event(id, "call.completed");
        assertThat(events(id)).containsExactly("call.initiated", "call.answered", "call.dtmf", "call.completed");
    }

    @Test
    void verbs_that_mean_nothing_are_told_once_and_move_nothing() {
        String from = Calls.callee();
        String wrong = "[{\"verb\":\"speak\",\"text\":\"Hello\"},{\"verb\":\"speak\"}]";
        answers(Map.of("call.initiated", wrong, "call.command_failed", wrong));

        String carriers = ring(from, number("Webhook", ""));

        String id = record(from);
        JsonNode told = event(id, "call.command_failed");
        assertThat(told.path("command").asText()).isEqualTo("verbs");
        assertThat(told.path("error_message").asText()).contains("verbs[1]", "text");
        hangsUp(carriers, "originator_cancel");
        event(id, "call.completed");
        assertThat(events(id)).containsExactly("call.initiated", "call.command_failed", "call.completed");
        assertThat(asked(carriers)).isEmpty();
    }

    @Test
    void a_call_that_was_made_is_steered_too() {
        answers(Map.of(
                "call.initiated", "[{\"verb\":\"speak\",\"text\":\"You are called by us\"},{\"verb\":\"hangup\"}]"));

        String id = Calls.id(calls.make(
                Calls.callee(), ",\"preferred_carrier\":\"telnyx\",\"webhook_url\":\"" + consumer.url() + "\""));

        calls.awaitStatus(id, "completed");
        assertThat(calls.commands(id))
                .extracting(seen -> seen.path("command").asText())
                .containsExactly("speak");
    }

    @Test
    void a_caller_is_led_through_a_flow_that_people_see_as_a_picture() {
        String from = Calls.callee();
        String flow = "Reception-" + from.substring(1);
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
        sandbox().behave("telnyx", "{\"receipt_status\":\"press 2\",\"operation\":\"call.gather\",\"count\":1}");

        String carriers = ring(from, number("IVR Flow", ",\"ivr_flow\":\"" + flow + "\""));

        calls.awaitStatus(record(from), "completed");
        assertThat(asked(carriers))
                .containsExactly("answer", "speak", "gather_using_speak", "playback_start", "hangup");
        Answer picture = sandbox().adminGet("/docs/ivr/" + flow);
        assertThat(picture.status()).as(picture.body()).isEqualTo(200);
        assertThat(picture.body()).startsWith("<svg").contains("Press 2 for our hours", flow);
        assertThat(sandbox()
                        .hub
                        .send("GET", "/docs/ivr/" + flow, Map.of(), null)
                        .status())
                .isEqualTo(401);
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
