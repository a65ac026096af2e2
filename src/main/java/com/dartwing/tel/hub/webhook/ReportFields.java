package com.dartwing.tel.hub.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The fields of what carriers' mappings made of their reports. */
final class ReportFields {

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
}
