package com.dartwing.tel.routing;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * One try to hand a message to a carrier, kept for whoever asks why.
 *
 * @param id ours, unique; given to the carrier where it can carry one
 * @param code the carrier's error code; null when it was sent
 */
public record Attempt(
        String id,
        String carrier,
        Outcome outcome,
        String carrierMessageId,
        String code,
        String detail,
        Instant startedAt,
        Duration latency,
        BigDecimal cost,
        String currency,
        String raw) {

    /** What came of it. */
    public enum Outcome {
        SENT,
        REJECTED,
        UNAVAILABLE,
        UNKNOWN
    }
}
