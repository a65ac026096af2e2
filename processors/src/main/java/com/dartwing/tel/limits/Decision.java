package com.dartwing.tel.limits;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether a key may go on.
 *
 * @param allowed when not, nothing was taken
 * @param quota what the {@code X-RateLimit-*} headers tell; empty where there is no limit
 * @param retryAfter how long until it will be allowed if nobody else takes; zero when it is now
 */
public record Decision(boolean allowed, Optional<Quota> quota, Duration retryAfter) {

    static final Decision UNLIMITED = new Decision(true, Optional.empty(), Duration.ZERO);

    /**
     * The tightest of the limits: the one that refused, else the one with least left.
     *
     * @param limit what it allows when nothing was used
     * @param remaining what it allows now
     * @param resetEpochSeconds when it will allow all again, in Unix seconds
     */
    public record Quota(long limit, long remaining, long resetEpochSeconds) {}
}
