package com.dartwing.tel.carrier;

import com.dartwing.tel.voice.OutboundCall;

/**
 * A call as every carrier's request mapping reads it.
 *
 * @param attempt our id of this attempt, given to the carrier, so that its reports find the call
 * @param callback where the carrier may report, our URL
 */
public record CallOrder(
        String attempt,
        String call,
        String from,
        String to,
        String callerIdName,
        int timeoutSeconds,
        int maxDurationSeconds,
        boolean machineDetection,
        String audioUrl,
        String callback) {

    /** @param attempt our id of the attempt under way */
    public static CallOrder of(OutboundCall call, String attempt, String callback) {
        OutboundCall.Plan plan = call.plan();
        return new CallOrder(
                attempt,
                call.id(),
                call.parties().from(),
                call.parties().to(),
                plan.callerIdName(),
                plan.timeoutSeconds(),
                plan.maxDurationSeconds(),
                plan.machineDetection(),
                plan.audioUrl(),
                callback);
    }
}
