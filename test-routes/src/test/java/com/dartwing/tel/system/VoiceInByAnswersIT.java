package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.BringsCalls.Ringing;
import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Through a carrier that asks what is next, and does one thing at a time. */
class VoiceInByAnswersIT extends VoiceInScenario {

    private final BringsCalls carrier = new BringsCalls.ByAnswers(sandbox());

    @Override
    Sandbox sandbox() {
        return Sandbox.onH2();
    }

    @Override
    BringsCalls carrier() {
        return carrier;
    }

    private Answer make(String to, String more) {
        return calls.make(to, ",\"preferred_carrier\":\"sinch\",\"webhook_url\":\"" + consumer.url() + "\"" + more);
    }

    private List<String> told(String id) {
        return carrier.asked(calls.get(id).path("carrier_call_id").asText());
    }

    /** It records into a store of its customer's alone. */
    @Test
    @Override
    void a_caller_leaves_a_message() {
        String from = Calls.callee();

        Ringing call = ring(from, number("Voicemail", ",\"voicemail_greeting\":\"Acme is closed\""));

        calls.awaitStatus(record(from), "completed");
        assertThat(asked(call)).containsExactly("answer", "speak", "hangup");
    }

    @Test
    void somebody_is_called_and_told_things_until_the_call_is_hung_up() {
        String id = Calls.id(make(
                Calls.callee(),
                ",\"machine_detection\":true,\"audio_url\":\"https://example.com/a.mp3\",\"recording_enabled\":true"));
        calls.awaitStatus(id, "in_progress");
        assertThat(event(id, "call.machine_detection").path("result").asText()).isEqualTo("human");
        assertThat(event(id, "call.command_failed").path("command").asText()).isEqualTo("call.record-start");

        List<Answer> answers = List.of(
                calls.command("speak", id, ",\"text\":\"Good morning\""),
                calls.command("play_audio", id, ",\"audio_url\":\"https://example.com/b.wav\",\"loop\":2"),
                calls.command("gather_dtmf", id, ",\"max_digits\":4"));
        List<Answer> refused =
                List.of(calls.command("send_dtmf", id, ",\"digits\":\"1\""), calls.command("start_recording", id, ""));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(refused)
                .extracting(answer -> answer.json().path("error_code").asText())
                .containsOnly("TEL-009");
        assertThat(event(id, "call.dtmf").path("digits").asText()).isEqualTo("1234");
        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(told(id)).containsExactlyInAnyOrder("play", "speak", "play", "gather"));
        assertThat(calls.command("transfer", id, ",\"destination\":\"+14155551235\"")
                        .status())
                .isEqualTo(200);
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(told(id)).contains("transfer"));
        calls.hangup(id);
        JsonNode over = calls.awaitStatus(id, "completed");
        assertThat(over.path("hangup_cause").asText()).isEqualTo("ANSWERED MANAGERHANGUP");
        assertThat(over.path("billable_seconds").asInt()).isEqualTo(60);
        assertThat(over.path("cost").path("amount").decimalValue()).isEqualByComparingTo("0.012");
    }

    @ParameterizedTest
    @CsvSource({
        "busy, busy, TEL-202",
        "no_answer, no_answer, TEL-203",
        "rejected, failed, TEL-204",
        "failed, failed, TEL-201"
    })
    void who_does_not_talk_is_an_answer_and_never_dialled_again(String word, String status, String code) {
        sandbox().behave("sinch", "{\"receipt_status\":\"" + word + "\",\"duplicate_receipts\":true,\"count\":1}");
        String to = Calls.callee();

        String id = Calls.id(make(to, ""));

        assertThat(calls.awaitStatus(id, status).path("error_code").asText()).isEqualTo(code);
        assertThat(sandbox().seen("sinch", to)).isEqualTo(1);
    }
}
