package com.dartwing.tel.hub.voice;

import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.routing.Rate;
import com.dartwing.tel.voice.CallState;
import java.math.BigDecimal;

/**
 * A call as its row tells it.
 *
 * @param rate per minute, or null as long as no carrier has taken it
 * @param sequence of its last event
 * @param heard ids of the last reports that moved it nowhere, each with a space before it
 */
record CallRow(
        String name,
        CallState state,
        String to,
        String apiKey,
        String webhookUrl,
        String carrier,
        String carrierCallId,
        BigDecimal rate,
        String currency,
        int maxDurationSeconds,
        int sequence,
        String heard) {

    private static final int HEARD = 500;
    private static final int LONGEST_REPORT = 120;

    /** The same call in another state. */
    CallRow in(CallState next) {
        return with(next, carrier, carrierCallId, rate, currency, sequence, heard);
    }

    /** The same call with the carrier that was asked. */
    CallRow carriedBy(CallChange.Asked asked, String id) {
        return with(state, asked.attempt().carrier(), id, asked.rate(), asked.currency(), sequence, heard);
    }

    /** The same call with its carrier's id. */
    CallRow knownAs(String by, String id) {
        return with(state, by, id, rate, currency, sequence, heard);
    }

    /** The same call with what its carrier charges. */
    CallRow charged(Rate price) {
        return with(state, carrier, carrierCallId, price.price(), price.currency(), sequence, heard);
    }

    /** The same call after one event more. */
    CallRow told() {
        return with(state, carrier, carrierCallId, rate, currency, sequence + 1, heard);
    }

    /** The same call after a report that moves it nowhere; itself when that was known. */
    CallRow hearing(String report) {
        String id = " " + Sql.cut(report, LONGEST_REPORT);
        if ((heard + " ").contains(id + " ")) {
            return this;
        }
        String all = heard + id;
        String kept = all.length() <= HEARD ? all : all.substring(all.indexOf(' ', all.length() - HEARD));
        return with(state, carrier, carrierCallId, rate, currency, sequence, kept);
    }

    private CallRow with(
            CallState next, String by, String id, BigDecimal price, String in, int events, String reports) {
        return new CallRow(name, next, to, apiKey, webhookUrl, by, id, price, in, maxDurationSeconds, events, reports);
    }
}
