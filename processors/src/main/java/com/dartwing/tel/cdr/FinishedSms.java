package com.dartwing.tel.cdr;

import com.dartwing.tel.sms.SmsStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A message in a final state, or one that was sent and of which nothing more was heard.
 *
 * @param changedAt when it came into its state
 * @param sentAt when a carrier took it, or null
 * @param deliveredAt when it was delivered, or null
 */
public record FinishedSms(
        String id,
        boolean inbound,
        SmsStatus status,
        String from,
        String to,
        int segments,
        Instant createdAt,
        Instant changedAt,
        Instant sentAt,
        Instant deliveredAt,
        String carrier,
        String carrierMessageId,
        BigDecimal cost,
        String currency,
        Cdr.Owner owner,
        String errorCode)
        implements CdrSource {

    @Override
    public Cdr cdr(List<CdrAttempt> attempts) {
        return new Cdr(
                CdrType.SMS,
                id,
                inbound ? "Inbound" : "Outbound",
                from,
                to,
                createdAt,
                endedAt(),
                0,
                0,
                segments,
                status.word(),
                carrier == null ? CdrSource.lastOf(attempts) : carrier,
                carrierMessageId,
                cost,
                currency,
                owner,
                CdrSource.countryOf(inbound ? from : to),
                errorCode,
                attempts);
    }

    private Instant endedAt() {
        return switch (status) {
            case DELIVERED -> deliveredAt == null ? changedAt : deliveredAt;
            case SENT -> sentAt == null ? changedAt : sentAt;
            case RECEIVED -> createdAt;
            default -> changedAt;
        };
    }
}
