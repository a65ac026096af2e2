package com.dartwing.tel.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether a key may go on.
 *
 * @param allowed when not, nothing was taken
 * @param quota what the {@code X-RateLimit-*} headers tell; empty where there is no limit
 * @param retryAfter how long until it will be allowed if nobody else takes; zero when it is now
 */
public record Decision(boolean allowed, Optional<Quota> quota, Duration retryAfter) {

    /** What a key without limits meets. */
    public static final Decision UNLIMITED = new Decision(true, Optional.empty(), Duration.ZERO);

    /** The decision on a request that met these limits. */
    public static Decision of(List<WindowState> windows, Instant now) {
        Duration wait = windows.stream()
                .map(WindowState::until)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Optional<Quota> quota = windows.stream()
                .filter(window -> window.until().equals(wait))
                .min(Comparator.comparingLong(WindowState::remaining)
                        .thenComparing(
                                Comparator.comparing(WindowState::untilFull).reversed()))
                .map(window -> quota(window, now));
        return new Decision(wait.isZero(), quota, wait);
    }

    private static Quota quota(WindowState window, Instant now) {
        Instant full = now.plus(window.untilFull());
        long reset = full.getEpochSecond() + (full.getNano() > 0 ? 1 : 0);
        return new Quota(window.limit(), window.remaining(), reset);
    }

    /**
     * The tightest of the limits: the one that refused, else the one with least left.
     *
     * @param limit what it allows when nothing was used
     * @param remaining what it allows now
     * @param resetEpochSeconds when it will allow all again, in Unix seconds
     */
    public record Quota(long limit, long remaining, long resetEpochSeconds) {}
}
