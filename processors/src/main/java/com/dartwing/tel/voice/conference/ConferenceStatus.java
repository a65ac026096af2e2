package com.dartwing.tel.voice.conference;

import java.util.Arrays;
import java.util.Locale;

/** A conference's state, by the words of its record type. */
public enum ConferenceStatus {
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

    /** The record type's own word, such as {@code In Progress}. */
    public String word() {
        return word;
    }

    /** The answer's word, such as {@code in_progress}. */
    public String answer() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isFinal() {
        return isFinal;
    }

    public static ConferenceStatus ofWord(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no conference status is called " + word));
    }
}
