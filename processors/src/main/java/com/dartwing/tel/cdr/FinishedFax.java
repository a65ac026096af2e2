package com.dartwing.tel.cdr;

import com.dartwing.tel.fax.FaxState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A fax that is over.
 *
 * @param createdAt when it was asked for, or came in
 * @param pages that it has
 */
public record FinishedFax(
        String id,
        String direction,
        FaxState state,
        String from,
        String to,
        Instant createdAt,
        int pages,
        String carrier,
        String carrierFaxId,
        BigDecimal cost,
        String currency,
        Cdr.Owner owner)
        implements CdrSource {

    @Override
    public Cdr cdr(List<CdrAttempt> attempts) {
        boolean inbound = "Inbound".equals(direction);
        return new Cdr(
                CdrType.FAX,
                id,
                direction,
                from,
                to,
                createdAt,
                state.completedAt(),
                state.seconds(),
                state.seconds(),
                state.pagesSent() > 0 ? state.pagesSent() : pages,
                state.status().word(),
                carrier == null ? CdrSource.lastOf(attempts) : carrier,
                carrierFaxId,
                cost,
                currency,
                owner,
                CdrSource.countryOf(inbound ? from : to),
                state.errorCode(),
                attempts);
    }
}
