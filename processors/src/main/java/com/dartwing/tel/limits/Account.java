package com.dartwing.tel.limits;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What one key has used of one operation. Its monitor makes "look at all, then take of all" one step. */
final class Account {

    /** Take of all windows or of none, of the day's alone, or only look. */
    enum Mode {
        TAKE,
        TAKE_OF_DAY,
        LOOK
    }

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
    synchronized Optional<Decision> take(OperationLimits wanted, long permits, Mode mode, long nanos, Instant now) {
        if (closed) {
            return Optional.empty();
        }
        usedAtNanos = nanos;
        adopt(wanted);
        List<Window> asked = (mode == Mode.TAKE_OF_DAY ? Stream.of(day) : all.stream())
                .filter(Window::limited)
                .toList();
        return Optional.of(decide(asked, permits, mode, now));
    }

    private static Decision decide(List<Window> asked, long permits, Mode mode, Instant now) {
        // Each is asked once: a moment later it would answer otherwise, and no window would be the one that refuses.
        Map<Window, Duration> waits = new LinkedHashMap<>();
        asked.forEach(window -> waits.put(window, window.until(permits)));
        if (waits.values().stream().allMatch(Duration::isZero) && mode != Mode.LOOK) {
            asked.forEach(window -> window.take(permits));
        }
        return Decision.of(
                asked.stream()
                        .map(window -> new WindowState(
                                window.limit(), window.remaining(), waits.get(window), window.untilFull()))
                        .toList(),
                now);
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
