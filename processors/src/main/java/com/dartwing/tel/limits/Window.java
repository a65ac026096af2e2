package com.dartwing.tel.limits;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;

/** One limit as a token bucket that fills evenly over its period. Not for several threads: {@link Account} guards it. */
final class Window {

    private final Duration period;
    private final TimeMeter time;
    private Bucket bucket;
    private long limit;

    Window(Duration period, TimeMeter time) {
        this.period = period;
        this.time = time;
    }

    /** Another limit keeps the share that is used. */
    void limit(Integer wanted) {
        if (wanted == null) {
            bucket = null;
            limit = 0;
        } else if (bucket == null) {
            bucket = Bucket.builder()
                    .addLimit(build -> build.capacity(wanted).refillGreedy(wanted, period))
                    .withCustomTimePrecision(time)
                    .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                    .build();
            limit = wanted;
        } else if (limit != wanted) {
            BucketConfiguration changed = BucketConfiguration.builder()
                    .addLimit(build -> build.capacity(wanted).refillGreedy(wanted, period))
                    .build();
            bucket.replaceConfiguration(changed, TokensInheritanceStrategy.PROPORTIONALLY);
            limit = wanted;
        }
    }

    boolean limited() {
        return bucket != null;
    }

    long limit() {
        return limit;
    }

    long remaining() {
        return bucket.getAvailableTokens();
    }

    /** Zero when the permits are there; a whole period when they never all will be. */
    Duration until(long permits) {
        if (permits > limit) {
            return period;
        }
        EstimationProbe probe = bucket.estimateAbilityToConsume(permits);
        return probe.canBeConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /** Until it is full again. */
    Duration untilFull() {
        return until(limit);
    }

    void take(long permits) {
        bucket.tryConsume(permits);
    }
}
