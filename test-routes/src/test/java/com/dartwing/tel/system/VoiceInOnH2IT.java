package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.system.BringsCalls.Ringing;
import org.junit.jupiter.api.Test;

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

    @Test
    void a_caller_who_is_gone_cannot_be_answered() {
        String from = Calls.callee();
        sandbox().behave("telnyx", "{\"status\":422,\"operation\":\"call.answer\",\"count\":1}");

        Ringing call = ring(from, number("Voicemail", ""));

        calls.awaitStatus(record(from), "canceled");
        assertThat(asked(call)).containsExactly("answer");
    }
}
