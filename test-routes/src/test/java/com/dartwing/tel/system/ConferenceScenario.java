package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that hear one another, driven from outside; each storage runs it. */
abstract class ConferenceScenario {

    final Consumer consumer = new Consumer();
    Calls calls;

    abstract Sandbox sandbox();

    @BeforeEach
    void carrierIsThere() {
        calls = new Calls(sandbox());
        calls.awaitCarrier();
    }

    @AfterEach
    void behaveAgain() {
        sandbox().behaveAgain("telnyx");
        sandbox().behaveAgain("bandwidth");
        sandbox().behaveAgain("sinch");
        consumer.close();
    }

    Answer create(String more, String... ids) {
        return sandbox()
                .call(
                        "voice.create_conference",
                        "{\"name\":\"Daily\",\"call_ids\":[\"" + String.join("\",\"", ids) + "\"],\"webhook_url\":\""
                                + consumer.url() + "\"" + more + "}");
    }

    static String id(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().at("/message/conference_id").asText();
    }

    Answer command(String verb, String conference, String call, String more) {
        return sandbox()
                .call(
                        "voice." + verb,
                        "{\"conference_id\":\"" + conference + "\""
                                + (call == null ? "" : ",\"call_id\":\"" + call + "\"") + more + "}");
    }

    static String status(Answer answer) {
        return answer.json().at("/message/status").asText();
    }

    JsonNode get(String conference) {
        return sandbox()
                .ask("voice.get_conference", "conference_id=" + conference)
                .json()
                .path("message");
    }

    JsonNode participant(String conference, String call) {
        return StreamSupport.stream(get(conference).path("participants").spliterator(), false)
                .filter(one -> call.equals(one.path("call_id").asText()))
                .findFirst()
                .orElseThrow();
    }

    void awaitParticipant(String conference, String call, String status) {
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(get(conference).path("participants"))
                        .filteredOn(one -> call.equals(one.path("call_id").asText()))
                        .extracting(one -> one.path("status").asText())
                        .containsExactly(status));
    }

    JsonNode awaitEnd(String conference) {
        await().atMost(Sandbox.SOON)
                .untilAsserted(() ->
                        assertThat(get(conference).path("status").asText()).isEqualTo("ended"));
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(events()).contains("conference.ended"));
        return consumer.all().stream()
                .map(Consumer.Delivery::json)
                .filter(told -> "conference.ended".equals(told.path("event").asText()))
                .findFirst()
                .orElseThrow();
    }

    List<String> events() {
        return consumer.all().stream().map(Consumer.Delivery::event).toList();
    }

    /** What the carrier was asked for about conferences by a call, newest first. */
    List<JsonNode> asked(String call) {
        return calls.commands(call);
    }

    String carriersConference(String conference) {
        return sandbox()
                .adminGet(Sandbox.resource("TEL Conference", conference))
                .json()
                .at("/data/carrier_conference_id")
                .asText();
    }

    /** The carrier tells of a conference. */
    void told(String json) {
        Answer answer = sandbox().hub.send("POST", "/sandbox/telnyx/_inbound", Map.of(), json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void calls_hear_one_another_and_what_happens_is_told() {
        String host = calls.talking("");
        String guest = calls.talking("");
        String late = calls.talking("");
        sandbox().behave("telnyx", "{\"duplicate_receipts\":true,\"count\":2}");

        Answer made = create(",\"idempotency_key\":\"" + UUID.randomUUID() + "\"", host, guest);
        String conference = id(made);

        assertThat(status(made)).isEqualTo("in_progress");
        awaitParticipant(conference, host, "joined");
        awaitParticipant(conference, guest, "joined");
        assertThat(List.of(
                        status(command("join_conference", conference, late, ",\"muted\":true")),
                        status(command("unmute_participant", conference, late, "")),
                        status(command("mute_participant", conference, guest, ""))))
                .containsExactly("joining", "unmuted", "muted");
        awaitParticipant(conference, late, "joined");
        assertThat(participant(conference, late).path("muted").asBoolean()).isFalse();
        assertThat(participant(conference, guest).path("muted").asBoolean()).isTrue();
        assertThat(status(command("join_conference", conference, late, ""))).isEqualTo("joined");
        assertThat(status(command("leave_conference", conference, guest, ""))).isEqualTo("leaving");
        awaitParticipant(conference, guest, "left");
        assertThat(command("mute_participant", conference, guest, "").status()).isEqualTo(409);
        assertThat(status(command("end_conference", conference, null, ""))).isEqualTo("ending");
        JsonNode end = awaitEnd(conference);

        assertThat(end.at("/data/participants").asInt()).isEqualTo(3);
        assertThat(end.at("/data/calls"))
                .hasSize(3)
                .allSatisfy(one -> assertThat(one.path("joined_at").isNull()).isFalse());
        assertThat(consumer.all().stream()
                        .map(delivery -> delivery.json().path("sequence").asInt() + " " + delivery.event())
                        .sorted())
                .containsExactly(
                        "1 conference.participant_joined",
                        "2 conference.participant_joined",
                        "3 conference.participant_joined",
                        "4 conference.participant_left",
                        "5 conference.ended");
        assertThat(asked(host).get(0).at("/request/name").asText()).isEqualTo(conference);
        assertThat(asked(late)).extracting(one -> one.path("command").asText()).containsExactly("unmute", "join");
        assertThat(asked(late).get(1).at("/request/mute").asBoolean()).isTrue();
        assertThat(asked(guest).get(2).at("/request/command_id").asText()).startsWith(conference);
        assertThat(command("join_conference", conference, guest, "").status()).isEqualTo(409);
        hangUp(host, guest, late);
    }

    void hangUp(String... ids) {
        for (String id : ids) {
            calls.hangup(id);
        }
    }

    @Test
    void a_request_repeated_begins_no_second_one_and_a_call_is_in_one_alone() {
        String host = calls.talking("");
        String key = ",\"idempotency_key\":\"" + UUID.randomUUID() + "\"";

        Answer first = create(key, host);
        Answer again = create(key, host);
        Answer second = create("", host);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(second.status()).isEqualTo(409);
        assertThat(asked(host)).hasSize(1);
        hangUp(host);
    }
}
