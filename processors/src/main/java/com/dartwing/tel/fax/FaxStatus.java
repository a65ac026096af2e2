package com.dartwing.tel.fax;

import com.dartwing.tel.record.Worded;

/** A fax's state: the words of its record type (seed, section 3.2.4), Canceled, and Receiving while its document is fetched. */
public enum FaxStatus implements Worded {
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

    @Override
    public String word() {
        return word;
    }

    public boolean isFinal() {
        return isFinal;
    }

    public static FaxStatus ofWord(String word) {
        return Worded.ofWord(FaxStatus.class, word);
    }
}
