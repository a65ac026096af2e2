package com.dartwing.tel.voice.conference;

import com.dartwing.tel.record.Worded;

/** A conference's state, by the words of its record type. */
public enum ConferenceStatus implements Worded {
    /** Its carrier has not said yes yet. */
    STARTING("Starting", false),
    IN_PROGRESS("In Progress", false),
    ENDED("Ended", true),
    /** Its carrier never began it. */
    FAILED("Failed", true);

    private final String word;
    private final boolean isFinal;

    ConferenceStatus(String word, boolean isFinal) {
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

    public static ConferenceStatus ofWord(String word) {
        return Worded.ofWord(ConferenceStatus.class, word);
    }
}
