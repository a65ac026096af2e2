package com.dartwing.tel.limits;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What one key has used of one operation. Its monitor makes "look at all, then take of all" one step. */
final class Account {

    private final Window second;
    private final Window minute;
    private final Window day;
    private final List<Window> all;
    private OperationLimits limits = OperationLimits.NONE;
    private long usedAtNanos;
    private boolean closed;

    Account(TimeMeter time) {
        second = new Window(Duration.ofSeconds(1), time);
        minute = new Window(Duration.ofMinutes(1), time);
        day = new Window(Duration.ofDays(1), time);
        all = List.of(second, minute, day);
    }

    /** Empty when the account was closed meanwhile and another must be opened. */
    synchronized Optional<Decision> take(
            OperationLimits wanted, long permits, boolean dayOnly, long nanos, Instant now) {
        if (closed) {
            return Optional.empty();
        }
        usedAtNanos = nanos;
        adopt(wanted);
        List<Window> asked = (dayOnly ? Stream.of(day) : all.stream())
                .filter(Window::limited)
                .toList();
        return Optional.of(decide(asked, permits, now));
    }

    private static Decision decide(List<Window> asked, long permits, Instant now) {
        Duration wait = asked.stream()
                .map(window -> window.until(permits))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        if (wait.isZero()) {
            asked.forEach(window -> window.take(permits));
        }
        Predicate<Window> refusing =
                window -> wait.isZero() || window.until(permits).equals(wait);
        Optional<Decision.Quota> quota = asked.stream()
                .filter(refusing)
                .min(Comparator.comparingLong(Window::remaining)
                        .thenComparing(Comparator.comparing(Window::untilFull).reversed()))
                .map(window -> quota(window, now));
        return new Decision(wait.isZero(), quota, wait);
    }

    private static Decision.Quota quota(Window window, Instant now) {
        Instant full = now.plus(window.untilFull());
        long reset = full.getEpochSecond() + (full.getNano() > 0 ? 1 : 0);
        return new Decision.Quota(window.limit(), window.remaining(), reset);
    }

    private void adopt(OperationLimits wanted) {
        if (!wanted.equals(limits)) {
            second.limit(wanted.perSecond());
            minute.limit(wanted.perMinute());
            day.limit(wanted.perDay());
            limits = wanted;
        }
    }

    /** Closes it when it is as a new one would be: nothing is lost. */
    synchronized boolean closeIfFull() {
        closed = closed
                || all.stream().filter(Window::limited).allMatch(window -> window.untilFull()
                        .isZero());
        return closed;
    }

    synchronized void close() {
        closed = true;
    }

    synchronized long usedAtNanos() {
        return usedAtNanos;
    }
}
