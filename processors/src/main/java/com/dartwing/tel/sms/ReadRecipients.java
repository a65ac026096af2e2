package com.dartwing.tel.sms;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.numbers.PhoneNumbers;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads the recipients of one batch, in order: normalises their numbers, and tells the bad ones. The same text to the
 * same number is sent once; its repetition is a bad recipient, for nobody wants the same message twice.
 */
public final class ReadRecipients {

    private static final int LONGEST_SHOWN = 40;

    /** The number with the text's length and hash: a text per recipient would be too much to remember. */
    private record Sent(String to, int length, int hash) {}

    private final PhoneNumbers numbers = new PhoneNumbers();
    private final String defaultCountry;
    private final String sharedBody;
    private final Set<Sent> sent = new HashSet<>();

    /**
     * @param defaultCountry in which national number forms are read, or null
     * @param sharedBody the batch's text, or null
     */
    public ReadRecipients(String defaultCountry, String sharedBody) {
        this.defaultCountry = defaultCountry;
        this.sharedBody = sharedBody;
    }

    /** Whether a recipient brings its own text. */
    public static boolean hasBody(JsonNode item) {
        return item.hasNonNull("body");
    }

    /** @param item a text, or an object of {@code to} and {@code body} */
    public BatchRecipient read(int position, JsonNode item) {
        JsonNode to = item.isObject() ? item.path("to") : item;
        String known = shown(to);
        try {
            if (!to.isTextual()) {
                throw new TelException.InvalidRequest("to must be text", "to");
            }
            known = numbers.parse(to.textValue(), defaultCountry, "to").e164();
            return good(position, known, ownBody(item));
        } catch (TelException refusal) {
            return new BatchRecipient.Bad(position, known, refusal.code(), refusal.getMessage());
        }
    }

    private static String ownBody(JsonNode item) {
        if (!hasBody(item)) {
            return null;
        }
        JsonNode body = item.path("body");
        if (!body.isTextual()) {
            throw new TelException.InvalidRequest("body must be text", "body");
        }
        ValidateSms.text(body.textValue(), false);
        return body.textValue();
    }

    private BatchRecipient good(int position, String to, String ownBody) {
        String text = ownBody == null ? sharedBody : ownBody;
        if (!sent.add(new Sent(to, text.length(), text.hashCode()))) {
            throw new TelException.Conflict("the same text goes to this number already");
        }
        return new BatchRecipient.Good(position, to, text.equals(sharedBody) ? null : ownBody);
    }

    private static String shown(JsonNode to) {
        String text = to.textValue();
        return text == null || text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN);
    }
}
