package com.dartwing.tel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                "stop",
                "Stop.",
                "STOP!!!",
                " stop \r\n",
                "stop .",
                "Stop…",
                "STOP\u00A0",
                "\uFEFFstop",
                "STOP\u200B",
                "StopAll",
                "unsubscribe",
                "CANCEL",
                "end",
                "Quit",
                "REVOKE",
                "optout",
                "stop。"
            })
    void theseStop(String body) {
        assertThat(Keyword.of(body)).contains(Keyword.STOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "start!", "unstop"})
    void theseStart(String body) {
        assertThat(Keyword.of(body)).contains(Keyword.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELP", "help?", "Info"})
    void theseAskForHelp(String body) {
        assertThat(Keyword.of(body)).contains(Keyword.HELP);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "...",
                "stop it",
                "please stop",
                "STOPPED",
                "STO P",
                "\"STOP\"",
                "!stop",
                "bus stop",
                "no",
                "STOP 1",
                "Stopp",
                "ſtop2",
                "end of story"
            })
    void theseAreMessages(String body) {
        assertThat(Keyword.of(body)).isEmpty();
    }

    @Property
    void anyTextIsRead(@ForAll String body) {
        assertThat(Keyword.of(body)).isNotNull();
        assertThat(Keyword.of(" " + Keyword.STOP.name() + " .")).contains(Keyword.STOP);
    }
}
