package com.dartwing.tel.sms;

import java.time.Instant;

/**
 * A message that a carrier brings us.
 *
 * @param carrierMessageId the carrier's id, by which a repeated call is known
 * @param from E.164, a short code, or letters
 * @param to E.164, a number of ours
 */
public record InboundSms(
        String carrier, String carrierMessageId, String from, String to, String body, Instant receivedAt) {

    /** Without content, which may not reach a log. */
    @Override
    public String toString() {
        return "InboundSms[" + carrier + " " + carrierMessageId + "]";
    }
}
