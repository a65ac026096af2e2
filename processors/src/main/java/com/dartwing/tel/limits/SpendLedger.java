package com.dartwing.tel.limits;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * What the messages of keys with a {@link SpendLimit} cost: what is settled, as last read from the database, and what
 * this node has on the way or settled since. Only such keys are in it, and each message is in it from the moment that its
 * way is known until the reading after its settlement. A reading that falls between a message's commit and its settlement
 * here counts it twice until the next one: for that moment the limit is too careful, never too generous.
 */
public final class SpendLedger {

    /** What is settled for a key, in UTC's day and month. */
    public record Spent(BigDecimal today, BigDecimal month) {

        static final Spent NOTHING = new Spent(BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** @param settledIn the reading that was under way when it was settled; null while it is under way itself */
    private record Pending(String key, BigDecimal amount, Long settledIn) {}

    private final Map<String, Pending> pending = new HashMap<>();
    private final Map<String, BigDecimal> pendingOf = new HashMap<>();
    private Map<String, Spent> settled = Map.of();
    private long reading;

    /** Whether it was ever read what this key has settled. */
    public synchronized boolean knows(String key) {
        return settled.containsKey(key);
    }

    /** Whether nothing more may be spent. */
    public synchronized boolean isUsedUp(String key, SpendLimit limit) {
        return !fits(key, limit, BigDecimal.ZERO) || isReached(key, limit);
    }

    /**
     * Sets an amount aside for a message.
     *
     * @return false, and nothing is set aside, when the limit does not cover it
     */
    public synchronized boolean take(String key, SpendLimit limit, String message, BigDecimal amount) {
        remove(message);
        if (!fits(key, limit, amount)) {
            return false;
        }
        put(message, new Pending(key, amount, null));
        return true;
    }

    /** A message was settled: its cost is as given, or nothing when nobody took it. */
    public synchronized void settle(String message, BigDecimal cost) {
        Pending taken = remove(message);
        if (taken != null && cost != null && cost.signum() > 0) {
            put(message, new Pending(taken.key(), cost, reading));
        }
    }

    /** Begins to read what is settled; whatever is settled from now on may or may not be in what is read. */
    public synchronized long beginReading() {
        return ++reading;
    }

    /** Takes over what a reading found. */
    public synchronized void read(long number, Map<String, Spent> found) {
        settled = Map.copyOf(found);
        Map.copyOf(pending).forEach((message, amount) -> {
            if (amount.settledIn() != null && amount.settledIn() < number) {
                remove(message);
            }
        });
    }

    /** What a key has spent, with what is on the way. */
    public synchronized Spent spent(String key) {
        Spent known = settled.getOrDefault(key, Spent.NOTHING);
        BigDecimal more = pendingOf.getOrDefault(key, BigDecimal.ZERO);
        return new Spent(known.today().add(more), known.month().add(more));
    }

    private boolean isReached(String key, SpendLimit limit) {
        Spent spent = spent(key);
        return (limit.daily() != null && spent.today().compareTo(limit.daily()) >= 0)
                || (limit.monthly() != null && spent.month().compareTo(limit.monthly()) >= 0);
    }

    private boolean fits(String key, SpendLimit limit, BigDecimal amount) {
        Spent spent = spent(key);
        return (limit.daily() == null || spent.today().add(amount).compareTo(limit.daily()) <= 0)
                && (limit.monthly() == null || spent.month().add(amount).compareTo(limit.monthly()) <= 0);
    }

    private void put(String message, Pending amount) {
        pending.put(message, amount);
        pendingOf.merge(amount.key(), amount.amount(), BigDecimal::add);
    }

    private Pending remove(String message) {
        Pending removed = pending.remove(message);
        if (removed != null) {
            pendingOf.computeIfPresent(removed.key(), (key, sum) -> {
                BigDecimal left = sum.subtract(removed.amount());
                return left.signum() == 0 ? null : left;
            });
        }
        return removed;
    }
}
