package com.dartwing.tel.sms;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a recipient orders by a single word (section 4 of the contract). */
public enum Keyword {
    /** Send me nothing more. */
    STOP,
    /** Send me messages again. */
    START,
    /** Who are you? */
    HELP;

    private static final Map<String, Keyword> WORDS = Map.ofEntries(
            Map.entry("STOP", STOP),
            Map.entry("STOPALL", STOP),
            Map.entry("UNSUBSCRIBE", STOP),
            Map.entry("CANCEL", STOP),
            Map.entry("END", STOP),
            Map.entry("QUIT", STOP),
            Map.entry("REVOKE", STOP),
            Map.entry("OPTOUT", STOP),
            Map.entry("START", START),
            Map.entry("UNSTOP", START),
            Map.entry("HELP", HELP),
            Map.entry("INFO", HELP));

    private static final int LONGEST = "UNSUBSCRIBE".length();

    /** The order that the whole message is, in any case; space around it and punctuation after it are ignored. */
    public static Optional<Keyword> of(String body) {
        if (body == null) {
            return Optional.empty();
        }
        int start = 0;
        int end = body.length();
        while (start < end && blank(body.codePointAt(start))) {
            start += Character.charCount(body.codePointAt(start));
        }
        while (end > start && (blank(body.codePointBefore(end)) || punctuation(body.codePointBefore(end)))) {
            end -= Character.charCount(body.codePointBefore(end));
        }
        return end - start > LONGEST
                ? Optional.empty()
                : Optional.ofNullable(WORDS.get(body.substring(start, end).toUpperCase(Locale.ROOT)));
    }

    /** Also what looks like nothing on a handset: no-break and zero-width spaces, byte order marks. */
    private static boolean blank(int point) {
        return Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || Character.getType(point) == Character.FORMAT
                || Character.isISOControl(point);
    }

    private static boolean punctuation(int point) {
        return switch (Character.getType(point)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }
}
