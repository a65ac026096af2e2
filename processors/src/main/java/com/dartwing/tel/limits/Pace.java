package com.dartwing.tel.limits;

import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;

/**
 * Lets so many a second pass: a token bucket that starts with one token, fills evenly and holds one second's worth at
 * most, so that a pause is made up for by a second at the double, not by more.
 */
public final class Pace {

    private final Bucket bucket;

    /** @param perSecond 1 or more */
    public Pace(int perSecond, Clock clock) {
        this.bucket = Bucket.builder()
                .addLimit(build -> build.capacity(perSecond)
                        .refillGreedy(perSecond, Duration.ofSeconds(1))
                        .initialTokens(1))
                .withCustomTimePrecision(new ClockMeter(clock))
                .build();
    }

    /** How many of {@code most} may pass now; they are counted as passed. */
    public int take(int most) {
        return (int) bucket.tryConsumeAsMuchAsPossible(most);
    }
}
