package com.dartwing.tel.limits;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Token buckets of this process, up to three for each key and operation: a second's, a minute's and a day's. Full ones
 * are forgotten, and beyond the given number also those that were used least lately.
 */
public final class RateLimiter implements RateLimits {

    private static final int DEFAULT_MOST = 100_000;

    private final Clock clock;
    private final TimeMeter time;
    private final int most;
    private final Map<Id, Account> accounts = new ConcurrentHashMap<>();

    private record Id(String key, String operation) {}

    /** At most 100,000 keys and operations. */
    public RateLimiter(Clock clock) {
        this(clock, DEFAULT_MOST);
    }

    /** @param most how many keys and operations are remembered */
    public RateLimiter(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
        this.time = new ClockMeter(clock);
    }

    @Override
    public Decision take(String key, String operation, OperationLimits limits, int permits) {
        return take(key, operation, limits, permits, Account.Mode.TAKE);
    }

    @Override
    public Decision look(String key, String operation, OperationLimits limits) {
        return take(key, operation, limits, 1, Account.Mode.LOOK);
    }

    @Override
    public Decision takeOfDay(String key, String operation, OperationLimits limits, int permits) {
        return take(key, operation, limits, permits, Account.Mode.TAKE_OF_DAY);
    }

    private Decision take(String key, String operation, OperationLimits limits, int permits, Account.Mode mode) {
        if (permits < 1) {
            throw new IllegalArgumentException("permits must be 1 or more: " + permits);
        }
        if (limits.equals(OperationLimits.NONE)) {
            return Decision.UNLIMITED;
        }
        Id id = new Id(key, operation);
        while (true) {
            Account account = accounts.get(id);
            if (account == null) {
                makeRoom();
                account = accounts.computeIfAbsent(id, absent -> new Account(time));
            }
            Instant now = clock.instant();
            Optional<Decision> decision = account.take(limits, permits, mode, time.currentTimeNanos(), now);
            if (decision.isPresent()) {
                return decision.get();
            }
            accounts.remove(id, account);
        }
    }

    /** How many keys and operations are remembered now. */
    public int size() {
        return accounts.size();
    }

    private void makeRoom() {
        if (accounts.size() < most) {
            return;
        }
        accounts.values().removeIf(Account::closeIfFull);
        int excess = accounts.size() - most + 1 + most / 10;
        if (accounts.size() >= most) {
            List<Map.Entry<Id, Account>> oldest = accounts.entrySet().stream()
                    .sorted(Comparator.comparingLong(entry -> entry.getValue().usedAtNanos()))
                    .limit(excess)
                    .toList();
            oldest.forEach(entry -> {
                entry.getValue().close();
                accounts.remove(entry.getKey(), entry.getValue());
            });
        }
    }
}
