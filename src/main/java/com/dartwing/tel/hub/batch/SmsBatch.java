package com.dartwing.tel.hub.batch;

import com.dartwing.tel.sms.BatchRequest;
import java.time.Instant;

/**
 * A batch as its row tells.
 *
 * @param apiKey name of its owner's key
 * @param total all its recipients, the bad ones included
 * @param released how many places have been passed: those before are messages or failures, those from here on wait
 * @param badCount recipients that never became a message
 * @param withdrawnCount recipients that were canceled before they became one
 */
public record SmsBatch(
        String id,
        BatchStatus status,
        String apiKey,
        BatchRequest request,
        int total,
        int released,
        int badCount,
        int withdrawnCount,
        Instant createdAt,
        Instant startedAt,
        Instant completedAt) {

    /** Without content, which may not reach a log. */
    @Override
    public String toString() {
        return "SmsBatch[" + id + "]";
    }

    /** Whether every recipient was turned into a message, or failed. */
    public boolean isReleased() {
        return released >= total;
    }
}
