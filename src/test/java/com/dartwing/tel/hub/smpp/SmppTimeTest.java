package com.dartwing.tel.hub.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dartwing.camel.smpp.CommandStatus;
import com.dartwing.camel.smpp.SmppException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmppTimeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "260301140000000+, 2026-03-01T14:00:00Z",
        "260301140000004+, 2026-03-01T13:00:00Z",
        "260301140000004-, 2026-03-01T15:00:00Z",
        "000001020304000R, 2026-03-02T14:03:04Z",
        "000100000000000R, 2026-04-01T12:00:00Z"
    })
    void times_are_absolute_or_relative(String text, Instant expected) {
        assertThat(SmppTime.read(text, NOW, CommandStatus.ESME_RINVSCHED)).isEqualTo(expected);
    }

    @Test
    void no_time_is_none() {
        assertThat(SmppTime.read("", NOW, CommandStatus.ESME_RINVSCHED)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2603011400000000", "261301140000000+", "260301140000000x", "26030114000000++"})
    void what_is_no_time_is_refused(String text) {
        assertThatThrownBy(() -> SmppTime.read(text, NOW, CommandStatus.ESME_RINVEXPIRY))
                .isInstanceOfSatisfying(SmppException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(CommandStatus.ESME_RINVEXPIRY));
    }

    @Test
    void what_is_written_is_read_again() {
        assertThat(SmppTime.read(SmppTime.absolute(NOW), NOW, CommandStatus.ESME_RINVSCHED))
                .isEqualTo(NOW);
    }
}
