package com.dartwing.tel.fax;

import java.time.Instant;

/**
 * A fax that a carrier has taken for one of our numbers.
 *
 * @param carrierFaxId the carrier's own id, the same however often it tells of the fax
 * @param from E.164, or what the carrier says of a caller that shows no number
 * @param to E.164
 * @param documentUrl where its document is, for a while
 * @param pages as the carrier counts them, or null when it does not say
 * @param partial whether the line broke before its last page
 */
public record InboundFax(
        String carrier,
        String carrierFaxId,
        String from,
        String to,
        String documentUrl,
        Integer pages,
        boolean partial,
        Instant at) {

    /** Without numbers and URL, which may not reach a log. */
    @Override
    public String toString() {
        return "InboundFax[" + carrier + " " + carrierFaxId + "]";
    }
}
