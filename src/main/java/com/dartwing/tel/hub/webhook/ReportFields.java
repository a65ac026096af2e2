package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.numbers.PhoneNumbers;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** The fields of what carriers' mappings made of their reports. */
final class ReportFields {

    private static final PhoneNumbers NUMBERS = new PhoneNumbers();
    private static final Pattern COUNT = Pattern.compile("\\d{1,6}");
    private static final Pattern NUMBER = Pattern.compile("\\+?\\d{7,15}");

    private ReportFields() {}

    /** A field's text; null when there is none, or nothing in it. */
    static String text(JsonNode report, String field) {
        JsonNode value = report.get(field);
        return value == null || value.isNull() || value.asText().isEmpty() ? null : value.asText();
    }

    /**
     * Our attempt that a report is about, or null. Carriers that carry no reference of ours still call the URL that we gave
     * for this attempt.
     */
    static String attempt(JsonNode report, HttpServletRequest request) {
        String attempt = text(report, "attempt");
        return attempt == null && request != null ? request.getParameter("attempt") : attempt;
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
        return text != null && COUNT.matcher(text).matches() ? Integer.valueOf(text) : null;
    }

    /** Carriers leave the plus away; short codes and letters stay as they are. */
    static String number(String text) {
        if (text == null || !NUMBER.matcher(text).matches()) {
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
