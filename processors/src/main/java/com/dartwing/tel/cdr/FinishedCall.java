package com.dartwing.tel.cdr;

import com.dartwing.tel.voice.CallState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A call that is over.
 *
 * @param createdAt when it was asked for
 * @param billableSeconds as its carrier counts them
 */
public record FinishedCall(
        String id,
        String direction,
        CallState state,
        String from,
        String to,
        Instant createdAt,
        int billableSeconds,
        String carrier,
        String carrierCallId,
        BigDecimal cost,
        String currency,
        Cdr.Owner owner)
        implements CdrSource {

    @Override
    public Cdr cdr(List<CdrAttempt> attempts) {
        boolean inbound = "Inbound".equals(direction);
        return new Cdr(
                CdrType.CALL,
                id,
                direction,
                from,
                to,
                createdAt,
                state.endedAt(),
                state.durationSeconds(),
                billableSeconds,
                1,
                state.status().word(),
                carrier == null ? CdrSource.lastOf(attempts) : carrier,
                carrierCallId,
                cost,
                currency,
                owner,
                CdrSource.countryOf(inbound ? from : to),
                state.errorCode(),
                attempts);
    }
}
