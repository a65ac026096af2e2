package com.dartwing.tel.voice.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.voice.CallVerb;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadVerbsTest {

    private static final String CALL = "CALL-2026-000001";

    private static Optional<VerbScript> read(String answer) {
        return ReadVerbs.of(answer.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void verbs_are_carried_out_in_order_and_survive_being_written_down() {
        Script script = read("{\"verbs\":[{\"verb\":\"speak\",\"text\":\"Hello\"},{\"verb\":\"hangup\"}]}")
                .orElseThrow();

        Script next = Script.read(script.after(null).write());

        assertThat(script.verb(CALL)).contains(new CallVerb.Speak(CALL, "Hello", null));
        assertThat(next.verb(CALL)).contains(new CallVerb.Hangup(CALL, null));
        assertThat(next.after(null).verb(CALL)).isEmpty();
        assertThat(script.afterFailure().verb(CALL)).isEmpty();
    }

    @Test
    void a_script_of_the_hubs_own_that_fails_ends_the_call_and_tries_that_once() {
        Script script = VerbScript.own(VerbScript.verb("speak", java.util.Map.of("text", "Hello")));

        assertThat(script.afterFailure().verb(CALL)).contains(new CallVerb.Hangup(CALL, null));
        assertThat(script.afterFailure().afterFailure().verb(CALL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "[]", "{\"ok\":true}", "{\"ok\":", "", "\"verbs\""})
    void what_says_nothing_of_verbs_is_no_script(String answer) {
        assertThat(read(answer)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"verbs\":{}}                                           | verbs is a list",
                "{\"verbs\":[                                           | cannot be read",
                "{\"verbs\":[],\"verbs\":[]}                            | cannot be read",
                "{\"verbs\":[1]}                                          | verbs[0] is no object",
                "{\"verbs\":[{\"verb\":\"sing\"}]}                        | verbs[0]: verb is one of",
                "{\"verbs\":[{\"verb\":\"reject\"}]}                      | verb is one of",
                "{\"verbs\":[{\"verb\":\"speak\"}]}                       | text",
                "{\"verbs\":[{\"verb\":\"play\",\"audio_url\":\"file:/etc/passwd\"}]} | audio_url",
                "{\"verbs\":[{\"verb\":\"hangup\"},{\"verb\":\"hangup\"}]} | nothing can follow hangup",
                "{\"verbs\":[{\"verb\":\"hangup\",\"call_id\":\"CALL-1\"}]} | call_id",
                "{\"verbs\":[{\"verb\":\"record\",\"max_seconds\":0}]}     | max_seconds",
                "{\"verbs\":[{\"verb\":\"conference\",\"name\":\" \"}]}   | name",
            })
    void what_is_wrong_is_said(String answer, String why) {
        assertThatThrownBy(() -> read(answer))
                .isInstanceOf(TelException.InvalidRequest.class)
                .hasMessageContaining(why);
    }

    @Test
    void too_much_is_refused() {
        String many = "{\"verbs\":[" + "{\"verb\":\"hangup\"},".repeat(50) + "{\"verb\":\"hangup\"}]}";

        assertThatThrownBy(() -> read(many)).hasMessageContaining("at most 50");
        assertThatThrownBy(() -> read("{\"verbs\":[]," + " ".repeat(20_000) + "}"))
                .hasMessageContaining("16 KiB");
        assertThat(read("{\"a\":\"" + "a".repeat(20_000) + "\"}")).isEmpty();
    }
}
