package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.dartwing.tel.system.BringsCalls.Ringing;
import com.dartwing.tel.system.HubProcess.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VoiceInOnH2IT extends VoiceInScenario {

    private final BringsCalls carrier = new BringsCalls.ByCommands(sandbox());

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
        return "0.0035";
    }

    /** What the hub does by itself in calls that come in, by what of it the carrier refuses. */
    static Stream<Arguments> steps() {
        String greeting = ",\"voicemail_greeting\":\"Acme is closed\"";
        return Stream.of(
                arguments("call.answer", "Voicemail", greeting, List.of("answer", "reject")),
                arguments("call.speak", "Voicemail", greeting, List.of("answer", "speak", "hangup")),
                arguments("call.record-start", "Voicemail", greeting, List.of("answer", "speak", "record", "hangup")),
                arguments(
                        "call.transfer",
                        "Forward",
                        ",\"forward_to\":\"+14155551234\"",
                        List.of("answer", "transfer", "hangup")));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void a_step_that_its_carrier_refuses_is_told_and_keeps_nobody(
            String refused, String route, String more, List<String> asked) {
        String from = Calls.callee();
        sandbox()
                .behave(
                        "telnyx",
                        "{\"status\":400,\"receipt_status\":\"failed\",\"operation\":\"" + refused + "\",\"count\":1}");

        // Who is told of calls that the hub leads by itself.
        String listener = sandbox()
                .create(
                        "TEL Webhook Config",
                        "{\"url\":\"" + consumer.url() + "\",\"organization\":\"Sandbox\",\"api_key\":\"KEY-sandbox\","
                                + "\"events\":[\"call.command_failed\"]}")
                .path("name")
                .asText();

        Ringing call = ring(from, number(route, more));

        String id = record(from);
        assertThat(event(id, "call.command_failed").path("command").asText()).isEqualTo(refused);
        sandbox().adminDelete(Sandbox.resource("TEL Webhook Config", listener));
        await().atMost(Sandbox.SOON)
                .untilAsserted(() ->
                        assertThat(calls.get(id).path("ended_at").asText()).isNotEmpty());
        assertThat(asked(call)).isEqualTo(asked);
    }

    @Test
    void verbs_that_its_carrier_refuses_are_told_and_what_else_is_wanted_can_be_done() {
        String from = Calls.callee();
        answers(Map.of("call.initiated", "[{\"verb\":\"record\"},{\"verb\":\"hangup\"}]"));
        sandbox().behave("telnyx", "{\"status\":400,\"operation\":\"call.record-start\",\"count\":1}");
        Ringing call = ring(from, number("Webhook", ""));
        String id = record(from);
        assertThat(event(id, "call.command_failed").path("command").asText()).isEqualTo("call.record-start");

        Answer recorded = calls.command("start_recording", id, "");

        assertThat(recorded.status()).as(recorded.body()).isEqualTo(200);
        assertThat(calls.get(id).path("status").asText()).isEqualTo("in_progress");
        carrier.hangsUp(call, true);
        calls.awaitStatus(id, "completed");
    }

    @Test
    void a_caller_who_is_gone_cannot_be_answered() {
        String from = Calls.callee();
        sandbox().behave("telnyx", "{\"status\":422,\"operation\":\"call.answer\",\"count\":1}");

        Ringing call = ring(from, number("Voicemail", ""));

        calls.awaitStatus(record(from), "canceled");
        assertThat(asked(call)).containsExactly("answer");
    }
}
