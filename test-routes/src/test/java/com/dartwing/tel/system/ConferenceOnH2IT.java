package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConferenceOnH2IT extends ConferenceScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onH2();
    }

    @Test
    void a_carrier_that_never_answers_is_heard_by_its_reports_and_one_that_falls_silent_is_closed() {
        String host = calls.talking("");
        String guest = calls.talking("");
        sandbox().behave("telnyx", "{\"operation\":\"conference.create\",\"status\":500,\"count\":1}");
        Answer made = create("", host, guest);
        String conference = id(made);
        String carriers = UUID.randomUUID().toString();
        String leg = calls.get(host).path("carrier_call_id").asText();

        told("{\"conference\":\"" + carriers + "\",\"event\":\"conference.participant.joined\",\"leg\":\"" + leg
                + "\"}");

        assertThat(status(made)).isEqualTo("starting");
        assertThat(carriersConference(conference)).isEqualTo(carriers);
        awaitParticipant(conference, host, "joined");
        // What comes late, twice or of nobody changes nothing.
        for (String event : List.of("conference.participant.left", "conference.participant.joined")) {
            told("{\"conference\":\"" + carriers + "\",\"event\":\"" + event + "\",\"leg\":\"" + leg
                    + "\",\"when\":\"2020-01-01T00:00:00Z\"}");
        }
        told("{\"conference\":\"" + UUID.randomUUID() + "\",\"event\":\"conference.ended\",\"reason\":\"all_left\"}");
        assertThat(get(conference).path("status").asText()).isEqualTo("in_progress");
        hangUp(host, guest);
        JsonNode end = awaitEnd(conference);

        assertThat(end.at("/data/reason").asText()).isEqualTo("carrier_silent");
    }

    @Test
    void what_cannot_be_is_refused_before_the_carrier_is_asked() {
        String host = calls.talking("");
        sandbox().behave("telnyx", "{\"no_receipt\":true,\"count\":1}");
        String rings = Calls.id(calls.make(Calls.callee(), ",\"preferred_carrier\":\"telnyx\""));
        String other = Calls.id(calls.make(Calls.callee(), ",\"preferred_carrier\":\"sinch\""));
        calls.awaitStatus(other, "in_progress");

        assertThat(List.of(
                        create("", "CALL-2026-999999"),
                        create("", rings),
                        create(",\"record\":true", other),
                        create("", host, other),
                        create("", host, host)))
                .extracting(answer -> answer.json().path("error_code").asText())
                .containsExactly("TEL-012", "TEL-013", "TEL-009", "TEL-013", "TEL-011");
        assertThat(asked(host)).isEmpty();
        assertThat(sandbox()
                        .ask("voice.get_conference", "conference_id=CONF-2026-999999")
                        .status())
                .isEqualTo(404);
        hangUp(host, rings, other);
    }

    @Test
    void what_the_carrier_refuses_is_told_and_who_it_refuses_keeps_nobody_out() {
        String host = calls.talking("");
        String refused = calls.talking("");
        String guest = calls.talking("");
        sandbox().behave("telnyx", "{\"operation\":\"conference.create\",\"status\":422,\"count\":1}");
        Answer none = create("", host);
        sandbox().behave("telnyx", "{\"operation\":\"conference.join\",\"status\":422,\"count\":1}");
        String conference = id(create("", host, refused, guest));

        assertThat(none.json().path("error_code").asText()).as(none.body()).isEqualTo("TEL-002");
        assertThat(none.json().path("conference_id").asText()).startsWith("CONF-");
        assertThat(get(none.json().path("conference_id").asText())
                        .path("status")
                        .asText())
                .isEqualTo("failed");
        awaitParticipant(conference, guest, "joined");
        assertThat(participant(conference, refused).path("status").asText()).isEqualTo("refused");
        assertThat(command("join_conference", conference, refused, "").status()).isEqualTo(200);
        awaitParticipant(conference, refused, "joined");
        command("end_conference", conference, null, "");
        hangUp(host, refused, guest);
    }

    @Test
    void all_that_is_said_is_recorded() {
        String host = calls.talking(",\"webhook_url\":\"" + consumer.url() + "\"");

        Answer made = create(",\"record\":true", host);
        String conference = id(made);
        command("end_conference", conference, null, "");

        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(events()).contains("call.recording.ready"));
        assertThat(consumer.all().stream()
                        .map(Consumer.Delivery::json)
                        .filter(told ->
                                "call.recording.ready".equals(told.path("event").asText()))
                        .map(told -> told.at("/data/recording_id").asText()))
                .containsExactly(made.json().at("/message/recording_id").asText());
        hangUp(host);
    }

    @Test
    void a_script_lets_its_call_in_and_goes_on_once_it_has_left() {
        String room = "Room " + UUID.randomUUID();
        consumer.answers(
                Map.of("call.answered", "[{\"verb\":\"conference\",\"name\":\"" + room + "\"},{\"verb\":\"hangup\"}]"));
        String told = ",\"webhook_url\":\"" + consumer.url() + "\"";
        String first = calls.talking(told);
        String conference = awaitRoom(room);
        String second = calls.talking(told);

        awaitParticipant(conference, second, "joined");
        command("leave_conference", conference, first, "");

        calls.awaitStatus(first, "completed");
        assertThat(calls.get(second).path("status").asText()).isEqualTo("in_progress");
        assertThat(asked(first).stream()
                        .filter(one -> "conference".equals(one.path("command").asText())))
                .hasSize(1);
        command("end_conference", conference, null, "");
        hangUp(second);
    }

    /** A call of a carrier whose conferences begin with whoever enters them. */
    private String elsewhere(String carrier, String more) {
        String id = Calls.id(calls.make(Calls.callee(), ",\"preferred_carrier\":\"" + carrier + "\"" + more));
        calls.awaitStatus(id, "in_progress");
        return id;
    }

    /** What that was asked for about a conference, newest first. */
    private List<String> askedElsewhere(String carrier, String conference, String command) {
        return StreamSupport.stream(sandbox().seen(carrier).spliterator(), false)
                .filter(seen -> command.equals(seen.path("command").asText())
                        && seen.path("conference").asText().endsWith(conference))
                .map(seen -> seen.path("call").asText() + " " + seen.path("request"))
                .toList();
    }

    /** Carriers whose conferences begin with whoever enters them, and what of them is not alike. */
    static Stream<Arguments> elsewheres() {
        return Stream.of(
                // It tells what happens in them.
                arguments(
                        "bandwidth",
                        20,
                        ",\"muted\":true",
                        "joining",
                        "ended",
                        List.of("{\"mute\":false}", "{\"mute\":true}")),
                // It tells nothing of them: what it took is done.
                arguments(
                        "sinch",
                        250,
                        "",
                        "joined",
                        "all_left",
                        List.of("{\"command\":\"unmute\"}", "{\"command\":\"mute\"}")));
    }

    @ParameterizedTest
    @MethodSource("elsewheres")
    void one_that_begins_with_whoever_enters_it_is_held_as_any_other(
            String carrier, int most, String muted, String joining, String reason, List<String> requests) {
        String host = elsewhere(carrier, "");
        String guest = elsewhere(carrier, "");
        String late = elsewhere(carrier, "");
        sandbox()
                .behave(
                        carrier,
                        "{\"operation\":\"conference.join\",\"duplicate_receipts\":true,\"reverse_receipts\":true,\"count\":3}");

        Answer made = create("", host, guest);
        String conference = id(made);
        awaitParticipant(conference, host, "joined");
        awaitParticipant(conference, guest, "joined");
        List<String> answers = List.of(
                status(command("join_conference", conference, late, muted)),
                status(command("mute_participant", conference, guest, "")),
                status(command("unmute_participant", conference, guest, "")),
                status(command("leave_conference", conference, guest, "")));
        awaitParticipant(conference, late, "joined");
        awaitParticipant(conference, guest, "left");
        assertThat(status(command("end_conference", conference, null, ""))).isEqualTo("ending");
        JsonNode end = awaitEnd(conference);

        assertThat(made.json().at("/message/max_participants").asInt()).isEqualTo(most);
        assertThat(answers).containsExactly(joining, "muted", "unmuted", "leaving");
        assertThat(end.at("/data/participants").asInt()).isEqualTo(3);
        assertThat(end.at("/data/reason").asText()).isEqualTo(reason);
        String member = calls.get(guest).path("carrier_call_id").asText();
        assertThat(askedElsewhere(carrier, conference, "member"))
                .containsExactlyElementsOf(
                        requests.stream().map(one -> member + " " + one).toList());
        assertThat(askedElsewhere(carrier, conference, "end")).hasSize(1);
        // Whoever was in it is hung up.
        calls.awaitStatus(host, "completed");
        calls.awaitStatus(late, "completed");
        assertThat(calls.get(guest).path("status").asText()).isEqualTo("in_progress");
        hangUp(guest);
    }

    /** Its beginning is told, and answered by what is to be recorded; or is not, and it is told so later. */
    @ParameterizedTest
    @CsvSource({"delivered, 0", "unannounced, 1"})
    void all_that_is_said_in_one_that_begins_with_whoever_enters_it_is_recorded(String beginning, int told) {
        String host = elsewhere("bandwidth", ",\"webhook_url\":\"" + consumer.url() + "\"");
        sandbox()
                .behave(
                        "bandwidth",
                        "{\"operation\":\"conference.join\",\"receipt_status\":\"" + beginning + "\",\"count\":1}");

        Answer made = create(",\"record\":true", host);

        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(events()).contains("call.recording.ready"));
        assertThat(consumer.all().stream()
                        .map(Consumer.Delivery::json)
                        .map(event -> event.at("/data/recording_id").asText())
                        .filter(recording -> !recording.isEmpty()))
                .containsExactly(made.json().at("/message/recording_id").asText());
        assertThat(askedElsewhere("bandwidth", id(made), "told")).hasSize(told);
        hangUp(host);
    }

    @Test
    void who_is_to_come_in_muted_where_that_cannot_be_is_refused_before_the_carrier_is_asked() {
        String host = elsewhere("sinch", "");
        String guest = elsewhere("sinch", "");
        String conference = id(create("", host));

        Answer refused = command("join_conference", conference, guest, ",\"muted\":true");

        assertThat(refused.json().path("error_code").asText())
                .as(refused.body())
                .isEqualTo("TEL-009");
        assertThat(get(conference).path("participants")).hasSize(1);
        hangUp(host, guest);
    }

    @ParameterizedTest
    @CsvSource({"bandwidth, ended", "sinch, all_left"})
    void a_script_whose_carrier_waits_lets_its_call_in_and_goes_on_once_something_else_is_heard(
            String carrier, String reason) {
        String room = "Room " + UUID.randomUUID();
        consumer.answers(Map.of(
                "call.answered",
                "[{\"verb\":\"speak\",\"text\":\"Welcome\"},{\"verb\":\"conference\",\"name\":\"" + room
                        + "\"},{\"verb\":\"hangup\"}]"));
        String told = ",\"webhook_url\":\"" + consumer.url() + "\"";
        String first = elsewhere(carrier, told);
        String conference = awaitRoom(room);
        awaitParticipant(conference, first, "joined");
        String second = elsewhere(carrier, told);
        awaitParticipant(conference, second, "joined");

        command("leave_conference", conference, first, "");
        calls.awaitStatus(first, "completed");
        assertThat(calls.get(second).path("status").asText()).isEqualTo("in_progress");
        assertThat(calls.command("speak", second, ",\"text\":\"Time is up\"").status())
                .isEqualTo(200);

        calls.awaitStatus(second, "completed");
        await().atMost(Sandbox.SOON)
                .untilAsserted(() ->
                        assertThat(get(conference).path("end_reason").asText()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource({"bandwidth, call.replace", "sinch, call.update"})
    void one_whose_beginning_is_refused_has_failed(String carrier, String operation) {
        String host = elsewhere(carrier, "");
        sandbox().behave(carrier, "{\"operation\":\"" + operation + "\",\"status\":404,\"count\":1}");

        Answer refused = create("", host);

        assertThat(refused.json().path("error_code").asText())
                .as(refused.body())
                .isEqualTo("TEL-013");
        assertThat(get(refused.json().path("conference_id").asText())
                        .path("status")
                        .asText())
                .isEqualTo("failed");
        hangUp(host);
    }

    @Test
    void one_of_whose_beginning_no_answer_comes_is_found_by_its_name() {
        String host = elsewhere("bandwidth", "");
        sandbox().behave("bandwidth", "{\"operation\":\"call.replace\",\"accept_then_timeout\":true,\"count\":1}");

        String conference = id(create("", host));

        awaitParticipant(conference, host, "joined");
        assertThat(get(conference).path("status").asText()).isEqualTo("in_progress");
        assertThat(carriersConference(conference)).isEqualTo("conf-" + conference);
        hangUp(host);
    }

    private String awaitRoom(String room) {
        String asked = "/api/resource/TEL%20Conference?filters="
                + Sandbox.encoded("[[\"title\",\"=\",\"" + room + "\"],[\"status\",\"=\",\"In Progress\"]]");
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(sandbox().adminGet(asked).json().path("data"))
                        .hasSize(1));
        return sandbox().adminGet(asked).json().at("/data/0/name").asText();
    }
}
