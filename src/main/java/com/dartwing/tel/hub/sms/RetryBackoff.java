package com.dartwing.tel.hub.sms;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long a message waits when no carrier could take it: doubling from 5 seconds to 15 minutes, with jitter. */
final class RetryBackoff {

    private static final long FIRST_MS = 5_000;
    private static final long LONGEST_MS = 900_000;

    private RetryBackoff() {}

    static Duration after(int tries) {
        long base = Math.min(LONGEST_MS, FIRST_MS << Math.min(tries, 12));
        return Duration.ofMillis(base / 2 + ThreadLocalRandom.current().nextLong(base / 2 + 1));
    }
}
