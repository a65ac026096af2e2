package com.dartwing.tel.sms;

import java.time.Instant;
import java.util.List;

/**
 * A message that a carrier brings us.
 *
 * @param carrierMessageId the carrier's id, by which a repeated call is known
 * @param from E.164, a short code, or letters
 * @param to E.164, a number of ours
 * @param subject of an MMS, may be null
 * @param media where the carrier has the media of an MMS; empty for an SMS
 */
public record InboundSms(
        String carrier,
        String carrierMessageId,
        String from,
        String to,
        String body,
        String subject,
        List<String> media,
        Instant receivedAt) {

    public InboundSms {
        media = List.copyOf(media);
    }

    /** Without content, which may not reach a log. */
    @Override
    public String toString() {
        return "InboundSms[" + carrier + " " + carrierMessageId + "]";
    }
}
