package com.dartwing.tel.voice.conference;

import com.dartwing.tel.record.Worded;
import java.time.Instant;

/**
 * A call in a conference.
 *
 * @param callId our id of the call
 * @param turn how often it was let in: its carrier knows the command by it
 * @param joinedAt when it came in last, or null
 * @param leftAt when it left last, or null
 * @param errorCode why it never came in, or null
 */
public record Participant(
        String callId,
        int turn,
        State state,
        boolean muted,
        Instant joinedAt,
        Instant leftAt,
        String errorCode,
        String errorMessage) {

    /** Where it stands, by the words of its row. */
    public enum State implements Worded {
        /** Its carrier was asked to let it in, or will be. */
        JOINING("Joining"),
        JOINED("Joined"),
        LEFT("Left"),
        /** Its carrier said no. */
        REFUSED("Refused");

        private final String word;

        State(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        public static State ofWord(String word) {
            return Worded.ofWord(State.class, word);
        }
    }

    /** A call that is to be let in for the first time. */
    public static Participant joining(String callId, boolean muted) {
        return new Participant(callId, 1, State.JOINING, muted, null, null, null, null);
    }

    /** The same call, to be let in again. */
    public Participant again(boolean nowMuted) {
        return new Participant(callId, turn + 1, State.JOINING, nowMuted, null, leftAt, null, null);
    }

    /** Whether it is in, or about to be. */
    public boolean isIn() {
        return state == State.JOINING || state == State.JOINED;
    }

    /** After its carrier told that it came in; itself when that is no news. */
    public Participant joined(Instant at) {
        boolean late = leftAt != null && !at.isAfter(leftAt);
        if (state == State.JOINED || (late && joinedAt != null)) {
            return this;
        }
        if (state == State.LEFT || late) {
            // What comes late does not bring it back; when it came in is known only now.
            return joinedAt == null && state == State.LEFT ? with(State.LEFT, at, leftAt) : this;
        }
        return with(State.JOINED, at, leftAt);
    }

    /** After it left; itself when that is no news. */
    public Participant left(Instant at) {
        boolean known = leftAt != null && !at.isAfter(leftAt);
        if (!isIn() || known) {
            return this;
        }
        return with(State.LEFT, joinedAt, joinedAt != null && at.isBefore(joinedAt) ? joinedAt : at);
    }

    public Participant muted(boolean now) {
        return new Participant(callId, turn, state, now, joinedAt, leftAt, errorCode, errorMessage);
    }

    /** After its carrier said no; itself when it is in all the same. */
    public Participant refused(String code, String message) {
        return state == State.JOINING
                ? new Participant(callId, turn, State.REFUSED, muted, joinedAt, leftAt, code, message)
                : this;
    }

    private Participant with(State next, Instant joined, Instant left) {
        return new Participant(callId, turn, next, muted, joined, left, null, null);
    }
}
