package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done in a call that is up, driven from outside; each storage runs it. */
abstract class CallCommandsScenario {

    private final Consumer consumer = new Consumer();
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
        consumer.close();
    }

    private String told() {
        return ",\"webhook_url\":\"" + consumer.url() + "\"";
    }

    private JsonNode awaitEvent(String event) {
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(consumer.all())
                .extracting(Consumer.Delivery::event)
                .contains(event));
        return consumer.all().stream()
                .filter(delivery -> event.equals(delivery.event()))
                .findFirst()
                .orElseThrow()
                .json();
    }

    @Test
    void a_call_is_played_to_spoken_to_and_passed_on() {
        String id = calls.talking("");

        List<Answer> answers = List.of(
                calls.command("play_audio", id, ",\"audio_url\":\"https://example.com/a.wav\",\"loop\":2"),
                calls.command("speak", id, ",\"text\":\"Good morning\",\"voice\":\"en-GB-Neural2-A\""),
                calls.command("send_dtmf", id, ",\"digits\":\"1w2#\""),
                calls.command("transfer", id, ",\"destination\":\"+14155551235\""));

        assertThat(answers)
                .extracting(answer -> answer.json().at("/message/status").asText())
                .containsExactly("playing", "speaking", "sending", "transferring");
        List<JsonNode> asked = calls.commands(id);
        assertThat(asked).hasSize(4);
        JsonNode transfer = asked.get(0).path("request");
        assertThat(transfer.path("to").asText()).isEqualTo("+14155551235");
        assertThat(transfer.path("from").asText())
                .isEqualTo(calls.get(id).path("from_number").asText());
        assertThat(asked.get(1).at("/request/digits").asText()).isEqualTo("1w2#");
        assertThat(asked.get(2).at("/request/payload").asText()).isEqualTo("Good morning");
        assertThat(asked.get(2).at("/request/language").asText()).isEqualTo("en-GB");
        assertThat(asked.get(3).at("/request/loop").asInt()).isEqualTo(2);
        assertThat(asked.get(3).at("/request/audio_type").asText()).isEqualTo("wav");
        assertThat(asked)
                .extracting(one -> one.at("/request/command_id").asText())
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(calls.hangup(id).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gather| ",
                "gather_using_speak| ,\"prompt_text\":\"Your PIN, please\"",
                "gather_using_audio| ,\"prompt_audio_url\":\"https://example.com/pin.mp3\""
            })
    void keys_are_gathered_and_told_once(String way, String prompt) {
        String id = calls.talking(told());
        sandbox().behave("telnyx", "{\"duplicate_receipts\":true,\"count\":1}");

        Answer answer = calls.command(
                "gather_dtmf",
                id,
                ",\"min_digits\":4,\"max_digits\":4,\"timeout_seconds\":10" + (prompt == null ? "" : prompt));

        assertThat(answer.json().at("/message/status").asText())
                .as(answer.body())
                .isEqualTo("gathering");
        JsonNode told = awaitEvent("call.dtmf");
        assertThat(told.at("/data/digits").asText()).isEqualTo("1234");
        assertThat(told.at("/data/call_id").asText()).isEqualTo(id);
        calls.hangup(id);
        awaitEvent("call.completed");
        assertThat(consumer.all().stream()
                        .map(delivery -> delivery.json().path("sequence").asInt())
                        .sorted())
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(calls.commands(id).get(0).at("/request/timeout_millis").asInt())
                .isEqualTo(10_000);
    }

    @Test
    void who_answered_is_told() {
        String id = calls.talking(told() + ",\"machine_detection\":true");

        assertThat(awaitEvent("call.machine_detection").at("/data/result").asText())
                .isEqualTo("human");

        calls.hangup(id);
    }

    @Test
    void nothing_is_said_before_the_answer_nor_after_the_end() {
        sandbox().behave("telnyx", "{\"no_receipt\":true,\"count\":1}");
        String rings = Calls.id(calls.make(Calls.callee(), ""));
        sandbox().behave("telnyx", "{\"receipt_status\":\"busy\",\"count\":1}");
        String busy = Calls.id(calls.make(Calls.callee(), ""));
        calls.awaitStatus(busy, "busy");

        List<Answer> answers = List.of(
                calls.command("speak", rings, ",\"text\":\"Hello\""),
                calls.command("speak", busy, ",\"text\":\"Hello\""));

        assertThat(answers).extracting(Answer::status).containsExactly(409, 409);
        assertThat(answers)
                .extracting(answer -> answer.json().path("error_code").asText())
                .containsOnly("TEL-013");
        calls.hangup(rings);
    }

    @Test
    void what_the_carrier_refuses_or_does_not_hear_is_told_and_the_call_goes_on() {
        String id = calls.talking("");
        sandbox().behave("telnyx", "{\"status\":422,\"count\":1}");
        Answer refused = calls.command("speak", id, ",\"text\":\"Hello\"");
        sandbox().behave("telnyx", "{\"status\":503,\"count\":1}");
        Answer unheard = calls.command("speak", id, ",\"text\":\"Hello\"");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("error_code").asText()).isEqualTo("TEL-002");
        assertThat(unheard.status()).isEqualTo(502);
        assertThat(unheard.json().path("call_id").asText()).isEqualTo(id);
        assertThat(calls.get(id).path("status").asText()).isEqualTo("in_progress");
        assertThat(calls.hangup(id).status()).isEqualTo(200);
    }

    @Test
    void nobody_is_dialled_by_a_transfer_who_could_not_be_called() {
        String id = calls.talking("");
        String listed = Calls.callee();
        sandbox().create("TEL DNC Entry", "{\"phone_number\":\"" + listed + "\",\"organization\":\"Sandbox\"}");

        assertThat(List.of(
                        calls.command("transfer", id, ",\"destination\":\"" + listed + "\""),
                        calls.command("transfer", id, ",\"destination\":\"+19005551234\""),
                        calls.command("transfer", id, ",\"destination\":\"somebody\"")))
                .extracting(answer -> answer.json().path("error_code").asText())
                .containsExactly("TEL-103", "TEL-005", "TEL-001");
        assertThat(calls.commands(id)).isEmpty();
        calls.hangup(id);
    }

    @Test
    void a_call_begins_with_its_text_once_somebody_has_answered() {
        String id = calls.talking(",\"tts_text\":\"This is your daily briefing\",\"tts_voice\":\"AWS.Polly.Joanna\"");

        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(calls.commands(id)).hasSize(1));
        JsonNode spoken = calls.commands(id).get(0).path("request");
        assertThat(spoken.path("payload").asText()).isEqualTo("This is your daily briefing");
        assertThat(spoken.path("voice").asText()).isEqualTo("AWS.Polly.Joanna");
        calls.hangup(id);
    }

    @Test
    void a_text_that_cannot_be_spoken_is_told_and_costs_no_call() {
        sandbox().behave("telnyx", "{\"operation\":\"call.speak\",\"status\":422,\"count\":1}");

        String id = Calls.id(calls.make(Calls.callee(), told() + ",\"tts_text\":\"Good morning\""));

        JsonNode told = awaitEvent("call.command_failed");

        assertThat(told.at("/data/command").asText()).isEqualTo("call.speak");
        assertThat(told.at("/data/error_code").asText()).isEqualTo("TEL-002");
        assertThat(calls.get(id).path("status").asText()).isEqualTo("in_progress");
        calls.hangup(id);
    }

    private static String path(JsonNode told) {
        return told.at("/data/recording_url").asText().replaceFirst("^https?://[^/]+", "");
    }

    private Answer recording(String verb, String recording) {
        return sandbox().call("voice." + verb, "{\"recording_id\":\"" + recording + "\"}");
    }

    @Test
    void a_call_is_recorded_fetched_heard_and_deleted() {
        String id = calls.talking(told());
        Answer started = calls.command("start_recording", id, ",\"channels\":\"dual\"");
        String recording = started.json().at("/message/recording_id").asText();
        Answer again = calls.command("start_recording", id, "");
        // Its store is away for a moment.
        sandbox().behave("telnyx", "{\"operation\":\"media.fetch\",\"status\":503,\"count\":1}");
        Answer stopped = recording("stop_recording", recording);

        assertThat(started.json().at("/message/status").asText())
                .as(started.body())
                .isEqualTo("recording");
        assertThat(again.status()).isEqualTo(409);
        assertThat(stopped.json().at("/message/call_id").asText())
                .as(stopped.body())
                .isEqualTo(id);
        JsonNode ready = awaitEvent("call.recording.ready");
        assertThat(ready.at("/data/recording_id").asText()).isEqualTo(recording);
        assertThat(ready.at("/data/duration").asInt()).isEqualTo(7);
        Answer all = sandbox().hub.send("GET", path(ready), java.util.Map.of(), null);
        assertThat(all.status()).isEqualTo(200);
        Answer stretch =
                sandbox().hub.send("GET", path(ready), java.util.Map.of("Range", "bytes=1048570-1048580"), null);
        assertThat(stretch.status()).isEqualTo(206);
        assertThat(stretch.header("Content-Range")).isEqualTo("bytes 1048570-1048580/1572864");
        // Every byte of the simulator's sound tells its place; the stretch lies over the edge of two parts.
        assertThat(stretch.body().codePointAt(0)).isEqualTo(1_048_570 % 97);
        assertThat(stretch.body()).hasSize(11);
        assertThat(sandbox()
                        .hub
                        .send("GET", path(ready) + "0", java.util.Map.of(), null)
                        .status())
                .isEqualTo(404);
        assertThat(sandbox()
                        .ask("voice.get_recording", "recording_id=" + recording)
                        .json()
                        .at("/message/status")
                        .asText())
                .isEqualTo("ready");
        assertThat(recording("delete_recording", recording).status()).isEqualTo(200);
        assertThat(sandbox()
                        .hub
                        .send("GET", path(ready), java.util.Map.of(), null)
                        .status())
                .isEqualTo(404);
        calls.hangup(id);
    }

    @Test
    void a_call_is_recorded_from_the_answer_on() {
        String id = calls.talking(told() + ",\"recording_enabled\":true");
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(calls.commands(id)).hasSize(1));

        Answer stopped = calls.command("stop_recording", id, "");

        assertThat(stopped.status()).as(stopped.body()).isEqualTo(200);
        assertThat(awaitEvent("call.recording.ready").at("/data/recording_id").asText())
                .isEqualTo(stopped.json().at("/message/recording_id").asText());
        calls.hangup(id);
    }

    @Test
    void a_recording_ends_with_its_call() {
        String id = calls.talking(told() + ",\"recording_enabled\":true");
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(calls.commands(id)).hasSize(1));

        calls.hangup(id);

        assertThat(awaitEvent("call.recording.ready").at("/data/call_id").asText())
                .isEqualTo(id);
    }

    @Test
    void a_recording_that_the_carrier_refuses_is_none() {
        String id = calls.talking("");
        sandbox().behave("telnyx", "{\"operation\":\"call.record-start\",\"status\":422,\"count\":1}");

        Answer refused = calls.command("start_recording", id, "");

        assertThat(refused.json().path("error_code").asText()).isEqualTo("TEL-002");
        assertThat(calls.command("stop_recording", id, "").status()).isEqualTo(409);
        calls.hangup(id);
    }
}
