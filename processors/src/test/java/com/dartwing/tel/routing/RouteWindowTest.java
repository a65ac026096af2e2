package com.dartwing.tel.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 25 November 2026 is a Wednesday. */
class RouteWindowTest {

    @ParameterizedTest
    @CsvSource({
        "Mon-Fri 09:00-17:00 UTC,               2026-11-25T09:00:00Z, true",
        "Mon-Fri 09:00-17:00 UTC,               2026-11-25T17:00:00Z, false",
        "Mon-Fri 09:00-17:00 UTC,               2026-11-28T12:00:00Z, false",
        "Mon-Fri 09:00-17:00 America/New_York,  2026-11-25T13:59:59Z, false",
        "Mon-Fri 09:00-17:00 America/New_York,  2026-11-25T14:00:00Z, true",
        "daily 00:00-24:00 Asia/Tokyo,          2026-11-25T23:59:59Z, true",
        "'mon,WED 09:00-10:00 UTC',             2026-11-25T09:30:00Z, true",
        "'Mon,Thu-Fri 09:00-10:00 UTC',         2026-11-25T09:30:00Z, false",
        "Sat-Mon 09:00-10:00 UTC,               2026-11-29T09:30:00Z, true",
        "Wed 22:00-06:00 UTC,                   2026-11-25T23:00:00Z, true",
        "Wed 22:00-06:00 UTC,                   2026-11-26T05:59:00Z, true",
        "Wed 22:00-06:00 UTC,                   2026-11-25T05:59:00Z, false",
        "Wed 22:00-06:00 UTC,                   2026-11-26T22:00:00Z, false",
    })
    void holdsInItsHoursInItsZone(String window, Instant at, boolean holds) {
        assertThat(RouteWindow.parse(window.strip()).includes(at)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "always",
                "Mon-Fri 9-17 UTC",
                "Mon-Fri 09:00-17:00",
                "Mon-Fri 09:00-25:00 UTC",
                "Someday 09:00-17:00 UTC",
                "Mon, 09:00-17:00 UTC",
                "Mon-Tue-Wed 09:00-17:00 UTC",
                "daily 09:00-17:00 Mars/Olympus",
            })
    void whatIsNoWindowIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> RouteWindow.parse(text));
    }
}
