package com.dartwing.tel.sms;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A message's text measured as it is billed and sent: GSM-7 when every character is of that alphabet, else UCS-2 (3GPP
 * TS 23.038). No segment ends inside an escape sequence or a surrogate pair, so a long text may need one segment more
 * than its units alone would.
 *
 * @param body the text
 * @param encoding the alphabet that carries it
 * @param characters how many characters a person counts (Unicode code points)
 * @param units how many septets or UTF-16 code units they cost
 * @param segments how many messages leave, 1 at least
 */
public record SmsText(String body, SmsEncoding encoding, int characters, int units, int segments) {

    /** Measures the text in one pass, or two when it is not GSM-7. */
    public static SmsText of(String body) {
        Objects.requireNonNull(body, "body");
        SmsText gsm = measure(body, SmsEncoding.GSM_7);
        return gsm != null ? gsm : measure(body, SmsEncoding.UCS_2);
    }

    /** Null when the encoding lacks a character of the text. */
    private static SmsText measure(String body, SmsEncoding encoding) {
        int characters = 0;
        int units = 0;
        int segments = 1;
        int filled = 0;
        for (int at = 0; at < body.length(); at += width(body, at)) {
            int cost = cost(body, at, encoding);
            if (cost == 0) {
                return null;
            }
            characters++;
            units += cost;
            filled += cost;
            if (filled > encoding.concatenated()) {
                segments++;
                filled = cost;
            }
        }
        return new SmsText(body, encoding, characters, units, units <= encoding.single() ? 1 : segments);
    }

    /** The segments' texts in order; joined they are the body. */
    public List<String> split() {
        if (segments == 1) {
            return List.of(body);
        }
        List<String> parts = new ArrayList<>(segments);
        int start = 0;
        int filled = 0;
        for (int at = 0; at < body.length(); at += width(body, at)) {
            int cost = cost(body, at, encoding);
            if (filled + cost > encoding.concatenated()) {
                parts.add(body.substring(start, at));
                start = at;
                filled = 0;
            }
            filled += cost;
        }
        parts.add(body.substring(start));
        return List.copyOf(parts);
    }

    /** The segments' octets in order, without header: septets not packed, or UTF-16 with the high octet first. */
    public List<byte[]> octets() {
        return split().stream()
                .map(part ->
                        encoding == SmsEncoding.GSM_7 ? Gsm0338.encode(part) : part.getBytes(StandardCharsets.UTF_16BE))
                .toList();
    }

    private static int cost(String body, int at, SmsEncoding encoding) {
        return encoding == SmsEncoding.GSM_7 ? Gsm0338.septets(body.charAt(at)) : width(body, at);
    }

    /** In chars: 2 for a surrogate pair, else 1. */
    private static int width(String body, int at) {
        return Character.isHighSurrogate(body.charAt(at))
                        && at + 1 < body.length()
                        && Character.isLowSurrogate(body.charAt(at + 1))
                ? 2
                : 1;
    }

    /** Without the body, which may not reach a log. */
    @Override
    public String toString() {
        return "SmsText[" + encoding.label() + ", " + characters + " characters, " + units + " units, " + segments
                + " segments]";
    }
}
