package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.BringsCalls.Ringing;
import com.dartwing.tel.system.HubProcess.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Through a carrier that asks what is next, and plays what it is answered. */
class VoiceInByDocumentsIT extends VoiceInScenario {

    private final BringsCalls carrier = new BringsCalls.ByDocuments(sandbox());

    @Override
    Sandbox sandbox() {
        return Sandbox.onH2();
    }

    @Override
    BringsCalls carrier() {
        return carrier;
    }

    @Override
    String minute() {
        return "0.0055";
    }

    /** What was told to a call that we made, in order. */
    private List<String> told(String id) {
        return carrier.asked(calls.get(id).path("carrier_call_id").asText());
    }

    private String talking(String more) {
        String id = Calls.id(calls.make(
                Calls.callee(),
                ",\"preferred_carrier\":\"bandwidth\",\"webhook_url\":\"" + consumer.url() + "\"" + more));
        calls.awaitStatus(id, "in_progress");
        return id;
    }

    @Test
    void a_call_rings_on_until_its_consumer_has_said_what_happens() {
        String from = Calls.callee();
        sandbox().behave("bandwidth", "{\"receipt_status\":\"rung\",\"operation\":\"call.ring\",\"count\":2}");

        Ringing call = ring(from, number("Webhook", ""));

        String id = record(from);
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(carrier.seen(carrier.carriersId(call)))
                .hasSize(3)
                .allSatisfy(seen -> assertThat(seen.at("/played/0").asText()).isEqualTo("Ring")));
        assertThat(calls.get(id).path("status").asText()).isEqualTo("ringing");
        carrier.hangsUp(call, false);
        calls.awaitStatus(id, "canceled");
    }

    @Test
    void what_is_asked_for_in_a_call_takes_the_place_of_what_is_done_in_it() {
        String id = talking(",\"tts_text\":\"Good morning\",\"recording_enabled\":true");

        List<Answer> answers = List.of(
                calls.command("play_audio", id, ",\"audio_url\":\"https://example.com/a.wav\",\"loop\":2"),
                calls.command("send_dtmf", id, ",\"digits\":\"1w2#\""),
                calls.command("stop_recording", id, ""),
                calls.command("gather_dtmf", id, ",\"max_digits\":4"));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(event(id, "call.dtmf").path("digits").asText()).isEqualTo("1234");
        assertThat(event(id, "call.recording.ready").path("recording_id").asText())
                .isEqualTo(answers.get(2).json().at("/message/recording_id").asText());
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(told(id))
                .containsExactlyInAnyOrder(
                        "start recording", "speak", "play", "play", "press", "stop recording", "gather"));
        assertThat(calls.command("transfer", id, ",\"destination\":\"+14155551235\"")
                        .status())
                .isEqualTo(200);
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(told(id)).contains("transfer"));
        assertThat(carrier.transfer(calls.get(id).path("carrier_call_id").asText()))
                .containsEntry("to", "+14155551235");
        calls.hangup(id);
        calls.awaitStatus(id, "completed");
    }

    @Test
    void a_command_that_cuts_in_lets_the_verbs_of_a_consumer_go_on() {
        String from = Calls.callee();
        sandbox().behave("bandwidth", "{\"no_receipt\":true,\"operation\":\"call.gather\",\"count\":1}");
        answers(
                Map.of(
                        "call.initiated",
                        "[{\"verb\":\"gather\",\"prompt_text\":\"Press 1\"},{\"verb\":\"speak\",\"text\":\"Bye\"},{\"verb\":\"hangup\"}]"));
        Ringing call = ring(from, number("Webhook", ""));
        String id = record(from);
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(asked(call)).containsExactly("answer", "gather"));

        Answer cut = calls.command("speak", id, ",\"text\":\"One moment\"");

        assertThat(cut.status()).as(cut.body()).isEqualTo(200);
        calls.awaitStatus(id, "completed");
        assertThat(carrier.spoken(carrier.carriersId(call))).containsExactly("One moment", "Bye");
    }

    @Test
    void a_call_whose_callee_has_hung_up_after_a_transfer_is_not_kept() {
        String id = talking("");
        sandbox().behave("bandwidth", "{\"receipt_status\":\"completed\",\"operation\":\"call.transfer\",\"count\":1}");

        calls.command("transfer", id, ",\"destination\":\"+14155551235\"");

        calls.awaitStatus(id, "completed");
        assertThat(told(id)).containsExactly("transfer", "hangup");
    }
}
