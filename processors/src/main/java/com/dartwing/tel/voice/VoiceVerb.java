package com.dartwing.tel.voice;

/** What is to happen in a call or a conference: a record that says by {@link Asks} how a carrier is asked for it. */
public interface VoiceVerb {

    /** Our id of the call that it is about; null when it is about all of a conference. */
    String callId();

    /** The route of the carrier's folder that does it. */
    default String operation() {
        return asks().operation();
    }

    /** What its caller is told when the carrier has taken it. */
    default String answer() {
        return asks().answer();
    }

    /** Whether somebody must have answered before. */
    default boolean wantsTalk() {
        return asks().wantsTalk();
    }

    private Asks asks() {
        return getClass().getAnnotation(Asks.class);
    }
}
