package com.dartwing.tel.carrier.smpp;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a receipt says, by its text (SMPP 3.4, appendix B) or by its parameters {@code receipted_message_id} and {@code
 * message_state} (sections 5.3.2.12 and 5.3.2.35), which win.
 *
 * @param id the message's, as the carrier writes it; null when it names none
 * @param state the carrier's word, such as {@code DELIVRD}
 * @param error the network's error code, or null when there is none
 */
public record ReceiptText(String id, String state, String error) {

    private static final Pattern FIELD =
            Pattern.compile("(?i)\\b(id|stat|err):\\s*([^\\s]+)", Pattern.UNICODE_CHARACTER_CLASS);
    /** By the value of {@code message_state} (SMPP 3.4, section 5.2.28). */
    private static final Map<Integer, String> WORDS = Map.of(
            1, "ENROUTE", 2, "DELIVRD", 3, "EXPIRED", 4, "DELETED", 5, "UNDELIV", 6, "ACCEPTD", 7, "UNKNOWN", 8,
            "REJECTD");

    /**
     * Reads a receipt.
     *
     * @param text of the message; may be empty
     * @param id the parameter, or null
     * @param state the parameter, or null
     * @return nothing when neither says what became of a message
     */
    public static Optional<ReceiptText> read(String text, String id, Integer state) {
        String namedId = id;
        String word = state == null ? null : WORDS.get(state);
        String error = null;
        // What follows is the message's own text, which could say anything.
        int end = text.toLowerCase(Locale.ROOT).indexOf("text:");
        Matcher field = FIELD.matcher(end < 0 ? text : text.substring(0, end));
        while (field.find()) {
            switch (field.group(1).toLowerCase(Locale.ROOT)) {
                case "id" -> namedId = namedId == null ? field.group(2) : namedId;
                case "stat" -> word = word == null ? field.group(2).toUpperCase(Locale.ROOT) : word;
                default -> error = field.group(2).matches("0*") ? null : field.group(2);
            }
        }
        return namedId == null || word == null ? Optional.empty() : Optional.of(new ReceiptText(namedId, word, error));
    }
}
