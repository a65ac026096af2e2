package com.dartwing.tel.voice;

import java.time.Duration;
import java.time.Instant;

/**
 * What a carrier tells of a call.
 *
 * @param carrier its folder's name
 * @param carrierCallId the carrier's id of the call; null when it tells ours alone
 * @param attempt our id of the attempt; null when the carrier tells its own alone
 * @param at when it happened
 */
public record CallReport(String carrier, String carrierCallId, String attempt, Instant at, What what) {

    /** What happened. */
    public sealed interface What {}

    /**
     * Somebody calls a number of ours, and waits to be answered.
     *
     * @param from whatever the carrier shows of who calls
     * @param to the number that is called
     */
    public record Incoming(String from, String to) implements What {}

    /** The carrier dials. */
    public record Ringing() implements What {}

    /** Somebody, or a machine, took the call. */
    public record Answered() implements What {}

    /**
     * It is over.
     *
     * @param cause the carrier's own word, kept for whoever asks
     * @param sip the SIP response that the carrier tells, or null
     */
    public record Ended(CallEnd end, String cause, Integer sip) implements What {}

    /** What is told, and moves the call nowhere. */
    public sealed interface Heard extends What {

        /** The carrier's id of its report: it may come twice. */
        String report();
    }

    /**
     * The callee pressed what it was asked to.
     *
     * @param digits none when nobody pressed a key in time
     */
    public record Gathered(String report, String digits) implements Heard {}

    /** What was asked for in the call is done; it is not told. */
    public record Done(String report, Awaited done) implements Heard {}

    /** @param result {@code human}, {@code machine} or {@code unknown} */
    public record MachineDetected(String report, String result) implements Heard {}

    /**
     * A recording of it can be fetched.
     *
     * @param report the carrier's id of its report: it may come twice
     * @param url where, for a while
     * @param length of the recording
     */
    public record Recorded(String report, String url, Duration length) implements What {}

    /** Something else of the same call at the same time. */
    public CallReport with(What other) {
        return new CallReport(carrier, carrierCallId, attempt, at, other);
    }

    /** The id of the call that an attempt of ours belongs to, or null when it is none of ours. */
    public String callId() {
        boolean ours = attempt != null && attempt.matches("CALL-\\d{4}-\\d{6,12}-\\d{1,6}\\.\\d{1,6}");
        return ours ? attempt.substring(0, attempt.lastIndexOf('-')) : null;
    }
}
