package com.dartwing.tel.hub.voice;

import com.dartwing.tel.carrier.CallAction;

/**
 * What is to be done after a carrier's report.
 *
 * @param call our id of the call, or null when there is no record of it
 * @param answered whether somebody has just answered it, who may have to be greeted
 * @param carrier of the refusal, or null
 * @param refusal what the carrier is told of a call that is not taken at all, or null
 */
public record CallNext(String call, boolean answered, String carrier, CallAction refusal) {

    static CallNext goOn(String call, boolean answered) {
        return new CallNext(call, answered, null, null);
    }

    static CallNext refuse(String carrier, CallAction refusal) {
        return new CallNext(null, false, carrier, refusal);
    }
}
