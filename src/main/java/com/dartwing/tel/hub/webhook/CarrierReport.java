package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.numbers.PhoneNumbers;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/**
 * What a carrier's mapping made of one report.
 *
 * @param request that brought it, or null
 */
record CarrierReport(Carrier carrier, JsonNode fields, HttpServletRequest request, WebhookGate gate, Clock clock) {

    private static final PhoneNumbers NUMBERS = new PhoneNumbers();
    private static final Pattern COUNT = Pattern.compile("\\d{1,6}");
    private static final Pattern NUMBER = Pattern.compile("\\+?\\d{7,15}");

    /** A field's text; null when there is none, or nothing in it. */
    String text(String field) {
        JsonNode value = fields.get(field);
        return value == null || value.isNull() || value.asText().isEmpty() ? null : value.asText();
    }

    /**
     * Our attempt that it is about, or null. Carriers that carry no reference of ours still call the URL that we gave for
     * this attempt.
     */
    String attempt() {
        String attempt = text("attempt");
        return attempt == null && request != null ? request.getParameter("attempt") : attempt;
    }

    /** When something happened (RFC 3339); now, when it does not say so, or in another way. */
    Instant time(String field) {
        String text = text(field);
        try {
            return text == null ? clock.instant() : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return clock.instant();
        }
    }

    /** A small number, or null when it is none. */
    Integer count(String field) {
        String text = text(field);
        return text != null && COUNT.matcher(text).matches() ? Integer.valueOf(text) : null;
    }

    /** A phone number, of which carriers leave the plus away; short codes and letters stay as they are. */
    String number(String field) {
        String text = text(field);
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

    /** What it is refused with when it lacks something. */
    TelException lacks(String what, String field) {
        return gate.incomplete(carrier.name(), what, field);
    }
}
