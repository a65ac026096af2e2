package com.dartwing.tel.hub.batch;

import java.util.Locale;

/** A batch's state (contract, section 4). */
public enum BatchStatus {
    /** Accepted; its time has not come, or no node has begun with it. */
    QUEUED,
    PROCESSING,
    /** Every message was taken by a carrier, is held, or has failed. */
    COMPLETED,
    CANCELED;

    /** The record type's own word, such as {@code Processing}. */
    public String word() {
        return name().charAt(0) + answer().substring(1);
    }

    /** The answer's word, such as {@code processing}. */
    public String answer() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BatchStatus ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
