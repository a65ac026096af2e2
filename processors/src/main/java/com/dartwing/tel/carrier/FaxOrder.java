package com.dartwing.tel.carrier;

import com.dartwing.tel.fax.OutboundFax;
import java.util.Locale;

/**
 * A fax as every carrier's request mapping reads it.
 *
 * @param attempt our id of this attempt, given to the carrier, so that its reports find the fax
 * @param documentUrl where the carrier fetches the document, a PDF; signed, for this attempt alone, and for a while
 * @param resolution {@code fine} or {@code standard}
 * @param callback where the carrier may report, our URL
 */
public record FaxOrder(
        String attempt,
        String fax,
        String from,
        String to,
        String documentUrl,
        String resolution,
        int pages,
        String callback) {

    /** @param attempt our id of the attempt under way */
    public static FaxOrder of(OutboundFax fax, String attempt, String documentUrl, String callback) {
        return new FaxOrder(
                attempt,
                fax.id(),
                fax.parties().from(),
                fax.parties().to(),
                documentUrl,
                fax.plan().resolution().name().toLowerCase(Locale.ROOT),
                fax.pages(),
                callback);
    }
}
