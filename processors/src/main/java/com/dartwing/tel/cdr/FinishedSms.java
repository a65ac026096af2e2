package com.dartwing.tel.cdr;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.numbers.PhoneNumbers;
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

    private static final PhoneNumbers NUMBERS = new PhoneNumbers();

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
                carrier == null ? lastOf(attempts) : carrier,
                carrierMessageId,
                cost,
                currency,
                owner,
                countryOf(inbound ? from : to),
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

    private static String lastOf(List<CdrAttempt> attempts) {
        return attempts.isEmpty() ? null : attempts.get(attempts.size() - 1).carrier();
    }

    /** Senders may be words or short codes, which are of no country. */
    private static String countryOf(String number) {
        try {
            return NUMBERS.parse(number, null, null).country();
        } catch (TelException.InvalidNumber e) {
            return null;
        }
    }
}
