package com.dartwing.tel.hub;

import com.dartwing.tel.event.TelEvent;
import java.time.Instant;

/** Events as units are given them. */
public final class TestEvents {

    private TestEvents() {}

    /** The first event of {@code SMS-2026-000001}, which says nothing more. */
    public static TelEvent of(String event, String apiKey, String target) {
        return new TelEvent(
                "WH-2026-000001",
                event,
                "SMS-2026-000001",
                1,
                apiKey,
                target,
                Instant.parse("2026-03-10T12:00:00Z"),
                "{}");
    }
}
