package com.dartwing.tel.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When a consumer that could not be told is told again: after growing pauses, each a little longer by chance, so that
 * what failed together does not come back together. A pause that the consumer asks for is kept.
 */
public final class RetrySchedule {

    /** A consumer may ask for a pause; it may not make the hub wait for ever. */
    public static final Duration LONGEST_WISH = Duration.ofHours(24);

    /** A pause grows by at most this part of it. */
    private static final double JITTER = 0.1;

    private final List<Duration> pauses;
    private final DoubleSupplier chance;

    /**
     * @param pauses before the second try, the third, and so on; after the last one the delivery is given up
     * @param chance numbers from 0 to 1
     */
    public RetrySchedule(List<Duration> pauses, DoubleSupplier chance) {
        this.pauses = List.copyOf(pauses);
        this.chance = chance;
    }

    /**
     * The time of the next try.
     *
     * @param tries how many there were, at least one
     * @param wish the pause that the consumer asked for by {@code Retry-After}, or null
     * @return empty when there was the last one
     */
    public Optional<Instant> next(int tries, Instant now, Duration wish) {
        if (tries > pauses.size()) {
            return Optional.empty();
        }
        Duration pause = pauses.get(tries - 1);
        Duration longer = pause.plusMillis((long) (pause.toMillis() * JITTER * chance.getAsDouble()));
        Duration wished = bounded(wish);
        return Optional.of(now.plus(wished.compareTo(longer) > 0 ? wished : longer));
    }

    /** The pause that a consumer asks for, as far as it is granted; zero when it asks for none. */
    public static Duration bounded(Duration wish) {
        if (wish == null || wish.isNegative()) {
            return Duration.ZERO;
        }
        return wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
    }
}
