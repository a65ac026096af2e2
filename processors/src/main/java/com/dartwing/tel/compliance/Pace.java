package com.dartwing.tel.compliance;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets so much pass in a second, and gives each that must wait a place of its own, so that those who wait come back one
 * after the other. It is the leaky bucket as a meter of a second's depth (ITU-T I.371, Annex A), once for what passed and
 * once more with what waits.
 */
final class Pace {

    private static final Duration DEPTH = Duration.ofSeconds(1);

    /** When all that passed would have passed at an even pace. */
    private Instant passed = Instant.EPOCH;
    /** The same of what passed and what waits. */
    private Instant booked = Instant.EPOCH;

    /**
     * Asks to pass.
     *
     * @param cost how long this fills the pace
     * @param waited whether it has a place already; those that have none stand behind those that have
     * @param count whether it passes, or takes its place, or only asks
     * @return empty when it may pass; else when it should ask again
     */
    synchronized Optional<Instant> ask(Instant now, Duration cost, boolean waited, boolean count) {
        Instant ahead = waited ? passed : booked;
        if (!place(ahead, now, cost).isAfter(now)) {
            if (count) {
                passed = later(passed, now).plus(cost);
                booked = later(waited ? booked : later(booked, now).plus(cost), passed);
            }
            return Optional.empty();
        }
        Instant place = place(booked, now, cost);
        if (count) {
            booked = later(booked, now).plus(cost);
        }
        return Optional.of(place);
    }

    /** When there is room behind what is {@code ahead}; something larger than the bucket passes when it is empty. */
    private static Instant place(Instant ahead, Instant now, Duration cost) {
        Duration within = cost.compareTo(DEPTH) < 0 ? DEPTH.minus(cost) : Duration.ZERO;
        return later(ahead, now).minus(within);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
