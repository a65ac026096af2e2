package com.dartwing.tel.hub.limits;

import com.dartwing.tel.hub.limits.RedisBuckets.Gone;
import com.dartwing.tel.hub.limits.RedisBuckets.Mode;
import com.dartwing.tel.limits.Decision;
import com.dartwing.tel.limits.OperationLimits;
import com.dartwing.tel.limits.RateLimiter;
import com.dartwing.tel.limits.RateLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits that all nodes keep together in Redis. While Redis does not answer, each node goes on with its share by itself: its
 * buckets begin full, so a key may get up to one limit more around such a change, and is never locked out by it.
 */
final class SharedRateLimiter implements RateLimits, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SharedRateLimiter.class);

    /** One slow answer is no failure of Redis; so many in a row are. */
    private static final int FAILURES = 3;

    private final RedisBuckets redis;
    private final RateLimiter own;
    private final IntSupplier nodes;
    private final Clock clock;
    private final long retryNanos;
    private final AtomicBoolean shared = new AtomicBoolean(true);
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicLong nextTry = new AtomicLong();

    /** @param nodes how many live; each has that share */
    SharedRateLimiter(RedisBuckets redis, RateLimiter own, IntSupplier nodes, Clock clock, Duration retryAfter) {
        this.redis = redis;
        this.own = own;
        this.nodes = nodes;
        this.clock = clock;
        this.retryNanos = retryAfter.toNanos();
    }

    @Override
    public Decision take(String key, String operation, OperationLimits limits, int permits) {
        return decide(key, operation, limits, permits, Mode.TAKE);
    }

    @Override
    public Decision look(String key, String operation, OperationLimits limits) {
        return decide(key, operation, limits, 1, Mode.LOOK);
    }

    @Override
    public Decision takeOfDay(String key, String operation, OperationLimits limits, int permits) {
        return decide(key, operation, limits, permits, Mode.TAKE_OF_DAY);
    }

    private Decision decide(String key, String operation, OperationLimits limits, int permits, Mode mode) {
        if (permits < 1) {
            throw new IllegalArgumentException("permits must be 1 or more: " + permits);
        }
        if (limits.equals(OperationLimits.NONE)) {
            return Decision.UNLIMITED;
        }
        if (shared.get() || isDue()) {
            try {
                Decision decision = Decision.of(redis.take(key, operation, limits, permits, mode), clock.instant());
                answered();
                return decision;
            } catch (Gone e) {
                gone(e);
            }
        }
        OperationLimits share = limits.times(1.0 / Math.max(1, nodes.getAsInt()));
        return switch (mode) {
            case TAKE -> own.take(key, operation, share, permits);
            case LOOK -> own.look(key, operation, share);
            case TAKE_OF_DAY -> own.takeOfDay(key, operation, share, permits);
        };
    }

    /** Whether it is this caller's turn to try Redis again. */
    private boolean isDue() {
        long due = nextTry.get();
        long now = System.nanoTime();
        return now - due >= 0 && nextTry.compareAndSet(due, now + retryNanos);
    }

    private void answered() {
        failed.set(0);
        if (shared.compareAndSet(false, true)) {
            LOG.info("Redis answers: the nodes keep their limits together again");
        }
    }

    private void gone(Gone why) {
        if (failed.incrementAndGet() >= FAILURES && shared.compareAndSet(true, false)) {
            nextTry.set(System.nanoTime() + retryNanos);
            LOG.warn("Redis does not answer ({}): this node keeps its share of the limits itself", why.getMessage());
        }
    }

    /** Whether the nodes keep the limits together now. */
    boolean isShared() {
        return shared.get();
    }

    int buckets() {
        return own.size();
    }

    /** Asks Redis once, whatever is thought of it. */
    void ping() throws Gone {
        redis.ping();
    }

    /** Tries to connect where that has not been possible yet, and to come back where nobody's request does it. */
    void tend() {
        try {
            redis.connect();
            if (!shared.get() && isDue()) {
                redis.ping();
                answered();
            }
        } catch (Gone | RuntimeException e) {
            gone(new Gone(String.valueOf(e.getMessage()), e));
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
