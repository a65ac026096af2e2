package com.dartwing.tel.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes times as every answer and every event does: ISO 8601 in UTC with {@code Z} and milliseconds. */
public final class UtcTime {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private UtcTime() {}

    /** The time as text; null stays null. */
    public static String write(Instant instant) {
        return instant == null ? null : FORMAT.format(instant);
    }
}
