package com.dartwing.tel.voice;

import java.time.Instant;

/**
 * A call that came in at a number of ours.
 *
 * @param carrier the folder's name of the carrier that brings it
 * @param carrierCallId that carrier's id of it
 * @param from whatever it shows of who calls, E.164 where it is a number
 * @param to the number that is called, E.164
 */
public record InboundCall(String carrier, String carrierCallId, String from, String to, Instant at) {

    /**
     * What the carrier is given in place of an attempt of ours, for nobody dialled: its later reports find the call by it,
     * also those without its own id.
     */
    public static String attemptOf(String call) {
        return call + "-0.0";
    }

    /** Without numbers, which may not reach a log. */
    @Override
    public String toString() {
        return "InboundCall[" + carrier + " " + carrierCallId + "]";
    }
}
