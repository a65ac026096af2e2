package com.dartwing.tel.sms;

import com.dartwing.tel.record.Worded;

/** A message's state: the words of its record type, and the rules by which one follows another (contract, section 4). */
public enum SmsStatus implements Worded {
    QUEUED("Queued", 0),
    SCHEDULED("Scheduled", 0),
    HELD("Held", 0),
    SENT("Sent", 1),
    UNDELIVERED("Undelivered", 2),
    FAILED("Failed", 2),
    CANCELED("Canceled", 2),
    DELIVERED("Delivered", 3),
    RECEIVED("Received", 3);

    private final String word;
    private final int rank;

    SmsStatus(String word, int rank) {
        this.word = word;
        this.rank = rank;
    }

    @Override
    public String word() {
        return word;
    }

    /**
     * Whether a report moves a message on. It never moves back: Delivered is final, Undelivered and Failed give way to
     * Delivered alone, and the first of two final failures stands.
     */
    public boolean givesWayTo(SmsStatus reported) {
        return reported.rank > rank;
    }

    public static SmsStatus ofWord(String word) {
        return Worded.ofWord(SmsStatus.class, word);
    }
}
