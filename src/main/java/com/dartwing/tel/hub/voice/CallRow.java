package com.dartwing.tel.hub.voice;

import com.dartwing.tel.voice.CallState;
import java.math.BigDecimal;

/**
 * A call as its row tells it.
 *
 * @param rate per minute, or null as long as no carrier has taken it
 * @param sequence of its last event
 */
record CallRow(
        String name,
        CallState state,
        String apiKey,
        String webhookUrl,
        String carrier,
        String carrierCallId,
        BigDecimal rate,
        String currency,
        int maxDurationSeconds,
        int sequence) {

    /** The same call in another state. */
    CallRow in(CallState next) {
        return new CallRow(
                name, next, apiKey, webhookUrl, carrier, carrierCallId, rate, currency, maxDurationSeconds, sequence);
    }

    /** The same call with the carrier that was asked. */
    CallRow carriedBy(CallChange.Asked asked, String id) {
        return new CallRow(
                name,
                state,
                apiKey,
                webhookUrl,
                asked.attempt().carrier(),
                id,
                asked.rate(),
                asked.currency(),
                maxDurationSeconds,
                sequence);
    }

    /** The same call with its carrier's id. */
    CallRow knownAs(String by, String id) {
        return new CallRow(name, state, apiKey, webhookUrl, by, id, rate, currency, maxDurationSeconds, sequence);
    }

    /** The same call after one event more. */
    CallRow told() {
        return new CallRow(
                name,
                state,
                apiKey,
                webhookUrl,
                carrier,
                carrierCallId,
                rate,
                currency,
                maxDurationSeconds,
                sequence + 1);
    }
}
