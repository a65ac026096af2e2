package com.dartwing.camel.smpp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests of this side that wait for their answers; but for {@link #count} it is used by the session's thread alone. */
final class Outstanding {

    private record Waiting(CompletableFuture<Integer> answer, long since) {}

    private final Map<Integer, Waiting> bySequence = new LinkedHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private int sequence;

    /** Takes a place of the window, from any thread. */
    boolean reserve(int window) {
        int taken = count.get();
        while (taken < window) {
            if (count.compareAndSet(taken, taken + 1)) {
                return true;
            }
            taken = count.get();
        }
        return false;
    }

    void release() {
        count.decrementAndGet();
    }

    int count() {
        return count.get();
    }

    /** Numbers of requests go from 1 to 0x7FFFFFFF (SMPP 5.0, section 3.2.1.4). */
    int nextSequence() {
        sequence = sequence == Integer.MAX_VALUE ? 1 : sequence + 1;
        return sequence;
    }

    void expect(int number, CompletableFuture<Integer> answer) {
        bySequence.put(number, new Waiting(answer, System.nanoTime()));
    }

    void answered(int number, int status) {
        Waiting waiting = bySequence.remove(number);
        if (waiting != null) {
            release();
            waiting.answer().complete(status);
        }
    }

    boolean hasWaitedLongerThan(long nanos) {
        // The first is the oldest.
        return !bySequence.isEmpty()
                && System.nanoTime() - bySequence.values().iterator().next().since() > nanos;
    }

    void fail(RuntimeException why) {
        bySequence.values().forEach(waiting -> {
            release();
            waiting.answer().completeExceptionally(why);
        });
        bySequence.clear();
    }
}
