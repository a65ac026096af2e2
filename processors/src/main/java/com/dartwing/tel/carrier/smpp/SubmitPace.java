package com.dartwing.tel.carrier.smpp;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * When the next segment may leave: evenly, so many a second, and not while the carrier wants to rest. Times are of one
 * clock that only goes forward, in nanoseconds.
 */
public final class SubmitPace {

    private final long interval;
    private long next = Long.MIN_VALUE;
    private long restUntil = Long.MIN_VALUE;

    /** @param perSecond 0 is no limit */
    public SubmitPace(int perSecond) {
        this.interval = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /**
     * Takes the next place.
     *
     * @param latest until when a place is wanted at all
     * @return how long to wait for it; nothing when it would be later, and no place was taken
     */
    public synchronized OptionalLong take(long now, long latest) {
        long at = Math.max(now, Math.max(next, restUntil));
        if (at > latest) {
            return OptionalLong.empty();
        }
        next = at + interval;
        return OptionalLong.of(at - now);
    }

    /** The carrier is throttling: nothing leaves until then. */
    public synchronized void rest(long until) {
        restUntil = Math.max(restUntil, until);
    }
}
