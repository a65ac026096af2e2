package com.dartwing.tel.routing;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * The calls to one carrier in the last minutes, for its health. Safe for all threads; to record a call is to add to
 * three counters. The oldest bucket leaves as a whole, so the window is exact to one bucket's width.
 */
public final class HealthWindow {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Duration BUCKET = Duration.ofSeconds(10);
    private static final long NEVER = Long.MIN_VALUE;

    private final Clock clock;
    private final long bucketMillis;
    private final AtomicReferenceArray<Bucket> ring;
    private volatile long incidentAt = NEVER;

    private static final class Bucket {
        private final long tick;
        private final LongAdder calls = new LongAdder();
        private final LongAdder errors = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        private Bucket(long tick) {
            this.tick = tick;
        }
    }

    /** Five minutes in buckets of ten seconds. */
    public HealthWindow(Clock clock) {
        this(clock, WINDOW, BUCKET);
    }

    /** @param window a multiple of {@code bucket} */
    public HealthWindow(Clock clock, Duration window, Duration bucket) {
        this.clock = clock;
        this.bucketMillis = bucket.toMillis();
        this.ring = new AtomicReferenceArray<>(Math.toIntExact(window.toMillis() / bucketMillis));
    }

    /** One call has ended, well or not. */
    public void record(Duration latency, boolean ok) {
        Bucket bucket = current();
        bucket.calls.increment();
        bucket.nanos.add(latency.toNanos());
        if (!ok) {
            bucket.errors.increment();
        }
    }

    /** The carrier's breaker has opened now. */
    public void incident() {
        incidentAt = clock.millis();
    }

    /** What the window holds now. */
    public HealthMetrics metrics() {
        long now = clock.millis();
        long newest = now / bucketMillis;
        long calls = 0;
        long errors = 0;
        long nanos = 0;
        for (int i = 0; i < ring.length(); i++) {
            Bucket bucket = ring.get(i);
            if (bucket != null && bucket.tick > newest - ring.length()) {
                calls += bucket.calls.sum();
                errors += bucket.errors.sum();
                nanos += bucket.nanos.sum();
            }
        }
        long incident = incidentAt;
        Long minutes = incident == NEVER ? null : Math.max(0, (now - incident) / 60_000);
        return calls == 0
                ? new HealthMetrics(0, 0, 0, minutes)
                : new HealthMetrics(nanos / 1e6 / calls, 100.0 * errors / calls, calls, minutes);
    }

    private Bucket current() {
        long tick = clock.millis() / bucketMillis;
        int place = (int) (tick % ring.length());
        while (true) {
            Bucket bucket = ring.get(place);
            // A later tick means that the clock went back; its bucket serves.
            if (bucket != null && bucket.tick >= tick) {
                return bucket;
            }
            Bucket fresh = new Bucket(tick);
            if (ring.compareAndSet(place, bucket, fresh)) {
                return fresh;
            }
        }
    }
}
