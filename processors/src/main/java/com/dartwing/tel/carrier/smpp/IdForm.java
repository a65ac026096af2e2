package com.dartwing.tel.carrier.smpp;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a carrier writes a message's id. Many write it in one form into the response and in another into the receipt; both
 * are read to one form, so that they meet.
 */
public enum IdForm {
    /** As it is, but for its case and for zeros before a number. */
    @JsonProperty("text")
    TEXT(10, "\\d{1,64}"),
    /** Hexadecimal, with or without zeros before it. */
    @JsonProperty("hex")
    HEX(16, "[0-9A-Fa-f]{1,64}"),
    /** Decimal, with or without zeros before it. */
    @JsonProperty("decimal")
    DECIMAL(10, "\\d{1,64}");

    private final int radix;
    private final Pattern shape;

    IdForm(int radix, String shape) {
        this.radix = radix;
        this.shape = Pattern.compile(shape);
    }

    /**
     * The id in the form in which it is kept: decimal without zeros before it, or, where it is no such number, the text in
     * lower case.
     *
     * @return null for a null or an empty one
     */
    public String read(String id) {
        String text = id == null ? "" : id.strip();
        if (text.isEmpty()) {
            return null;
        }
        return shape.matcher(text).matches() ? new BigInteger(text, radix).toString() : text.toLowerCase(Locale.ROOT);
    }
}
