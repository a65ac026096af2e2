package com.dartwing.tel.fax;

import java.util.Locale;

/** A fax's state: the words of its record type (seed, section 3.2.4), Canceled, and Receiving while its document is fetched. */
public enum FaxStatus {
    QUEUED("Queued", false),
    SENDING("Sending", false),
    DELIVERED("Delivered", true),
    FAILED("Failed", true),
    PARTIAL("Partial", true),
    CANCELED("Canceled", true),
    RECEIVING("Receiving", false),
    RECEIVED("Received", true);

    private final String word;
    private final boolean isFinal;

    FaxStatus(String word, boolean isFinal) {
        this.word = word;
        this.isFinal = isFinal;
    }

    /** The record type's own word, such as {@code Delivered}. */
    public String word() {
        return word;
    }

    /** The answer's word, such as {@code delivered}. */
    public String answer() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isFinal() {
        return isFinal;
    }

    public static FaxStatus ofWord(String word) {
        for (FaxStatus status : values()) {
            if (status.word.equals(word)) {
                return status;
            }
        }
        throw new IllegalArgumentException("no fax status is called " + word);
    }
}
