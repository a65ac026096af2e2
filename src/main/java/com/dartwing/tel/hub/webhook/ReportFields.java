package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.numbers.PhoneNumbers;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The fields of what carriers' mappings made of their reports. */
final class ReportFields {

    private static final PhoneNumbers NUMBERS = new PhoneNumbers();

    private ReportFields() {}

    /** A field's text; null when there is none, or nothing in it. */
    static String text(JsonNode report, String field) {
        JsonNode value = report.get(field);
        return value == null || value.isNull() || value.asText().isEmpty() ? null : value.asText();
    }

    /** When something happened (RFC 3339); now, when nobody says so, or in another way. */
    static Instant time(String text, Clock clock) {
        try {
            return text == null ? clock.instant() : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return clock.instant();
        }
    }

    /** A small number, or null when it is none. */
    static Integer count(String text) {
        return text != null && text.matches("\\d{1,6}") ? Integer.valueOf(text) : null;
    }

    /** Carriers leave the plus away; short codes and letters stay as they are. */
    static String number(String text) {
        if (text == null || !text.matches("\\+?\\d{7,15}")) {
            return text;
        }
        try {
            return NUMBERS.parse(text.startsWith("+") ? text : "+" + text, null, "number")
                    .e164();
        } catch (TelException.InvalidNumber e) {
            return text;
        }
    }
}
