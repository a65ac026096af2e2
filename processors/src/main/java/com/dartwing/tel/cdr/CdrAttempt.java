package com.dartwing.tel.cdr;

import com.dartwing.tel.json.Money;
import com.dartwing.tel.json.UtcTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One carrier's part in a record.
 *
 * @param outcome such as {@code SENT} or {@code UNAVAILABLE}
 * @param reason the carrier's code, never its words: they may repeat what the message said; null when it was taken
 * @param cost what it would have cost or did cost, or null when nobody knows
 */
public record CdrAttempt(
        String carrier,
        String outcome,
        String reason,
        Instant startedAt,
        int latencyMillis,
        BigDecimal cost,
        String currency) {

    /** As it is kept and answered. */
    public Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("carrier", carrier);
        told.put("outcome", outcome.toLowerCase(Locale.ROOT));
        told.put("reason", reason);
        told.put("started_at", UtcTime.write(startedAt));
        told.put("latency_ms", latencyMillis);
        told.put("cost", Money.told(cost, currency));
        return told;
    }
}
