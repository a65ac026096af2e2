package com.dartwing.tel.cdr;

import com.dartwing.tel.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What remains of a message, call or fax for bills and statistics.
 *
 * @param initiatedAt when it began; the day and the month that it counts for, and it never changes
 * @param durationSeconds of a call; 0 of the others
 * @param billableSeconds of a call; 0 of the others
 * @param units segments of an SMS, pages of a fax, 1 of a call or an MMS
 * @param status the record type's word, such as {@code Delivered} or {@code No Answer}
 * @param carrier the one that carried it, or the last that was to; null when none was asked
 * @param cost in {@code currency}; null when nothing was charged
 * @param country ISO 3166-1 alpha-2 of the other side's number, or null when it has none
 * @param attempts every carrier that was tried, in order
 */
public record Cdr(
        CdrType type,
        String recordId,
        String direction,
        String from,
        String to,
        Instant initiatedAt,
        Instant endedAt,
        int durationSeconds,
        int billableSeconds,
        int units,
        String status,
        String carrier,
        String carrierRecordId,
        BigDecimal cost,
        String currency,
        Owner owner,
        String country,
        String errorCode,
        List<CdrAttempt> attempts) {

    public Cdr {
        attempts = List.copyOf(attempts);
    }

    /** Whom it counts for. */
    public record Owner(String apiKey, String module, String organization, String costCenter) {}

    /** The attempts as JSON, as they are kept. */
    public String attemptsJson() {
        return Json.write(attempts.stream().map(CdrAttempt::told).toList());
    }
}
