package com.dartwing.tel.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What callers were told. */
final class Ledger {

    private final Map<Integer, Set<String>> idsOfSerial = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Instant> acceptances = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> untrue = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();

    void accepted(int serial, String id) {
        acceptances.add(Instant.now());
        idsOfSerial.computeIfAbsent(serial, n -> ConcurrentHashMap.newKeySet()).add(id);
    }

    /** It was told that the hub cannot take it now. */
    void refused() {
        refused.incrementAndGet();
    }

    /** The connection was refused or broke. */
    void unanswered() {
        unanswered.incrementAndGet();
    }

    /** An answer that says neither that the message is kept nor that it is not. */
    void untrue(int status, String body) {
        String answer = status + " " + body.substring(0, Math.min(200, body.length()));
        untrue.computeIfAbsent(answer, text -> new AtomicInteger()).incrementAndGet();
    }

    int refusals() {
        return refused.get();
    }

    int unansweredCalls() {
        return unanswered.get();
    }

    Map<String, AtomicInteger> untrueAnswers() {
        return untrue;
    }

    /** The ids of all messages that were accepted. */
    List<String> accepted() {
        return idsOfSerial.values().stream().flatMap(Set::stream).sorted().toList();
    }

    /** How many requests, repeated with the same idempotency key, became more than one message. */
    long doubled() {
        return idsOfSerial.values().stream().filter(ids -> ids.size() > 1).count();
    }

    /** The longest time without an acceptance. */
    Duration longestStall() {
        List<Instant> times = new ArrayList<>(new TreeSet<>(acceptances));
        Duration longest = Duration.ZERO;
        for (int i = 1; i < times.size(); i++) {
            Duration gap = Duration.between(times.get(i - 1), times.get(i));
            longest = gap.compareTo(longest) > 0 ? gap : longest;
        }
        return longest;
    }

    /** From a moment to the first acceptance after it. */
    Duration firstAcceptanceAfter(Instant moment) {
        return acceptances.stream()
                .filter(moment::isBefore)
                .min(Instant::compareTo)
                .map(first -> Duration.between(moment, first))
                .orElseThrow(() -> new AssertionError("Nothing was accepted any more"));
    }
}
