package com.dartwing.tel.voice;

import com.dartwing.tel.record.Worded;
import java.util.List;
import java.util.stream.Stream;

/** A call's state: the words of its record type (seed, section 3.2.2). */
public enum CallStatus implements Worded {
    INITIATING("Initiating", false),
    RINGING("Ringing", false),
    IN_PROGRESS("In Progress", false),
    COMPLETED("Completed", true),
    FAILED("Failed", true),
    BUSY("Busy", true),
    NO_ANSWER("No Answer", true),
    CANCELED("Canceled", true);

    private final String word;
    private final boolean isFinal;

    CallStatus(String word, boolean isFinal) {
        this.word = word;
        this.isFinal = isFinal;
    }

    @Override
    public String word() {
        return word;
    }

    /** The words of calls that are up, or about to be. */
    public static List<String> wordsOfActive() {
        return Stream.of(values())
                .filter(status -> !status.isFinal)
                .map(CallStatus::word)
                .toList();
    }

    public boolean isFinal() {
        return isFinal;
    }

    public static CallStatus ofWord(String word) {
        return Worded.ofWord(CallStatus.class, word);
    }
}
