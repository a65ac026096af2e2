package com.dartwing.tel.cdr;

import java.util.Locale;

/** What a record is about (seed, section 3.2.8). */
public enum CdrType {
    CALL("Call"),
    SMS("SMS"),
    FAX("Fax");

    private final String word;

    CdrType(String word) {
        this.word = word;
    }

    /** The record type's own word. */
    public String word() {
        return word;
    }

    /** The answer's word, such as {@code sms}. */
    public String answer() {
        return name().toLowerCase(Locale.ROOT);
    }
}
