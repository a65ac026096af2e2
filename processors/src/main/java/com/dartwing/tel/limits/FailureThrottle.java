package com.dartwing.tel.limits;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Slows down who guesses. Failures are counted by address, by name, and by the two together; only failures are, so that
 * whoever knows the secret is never counted. A name under attack from everywhere is still open to each address that has
 * not failed for it, or its owner would be locked out by strangers. Memory is bounded: the oldest are forgotten.
 */
public final class FailureThrottle {

    private static final int MOST = 30_000;
    private static final String PAIR = "pair";
    private static final String ADDRESS = "address";
    private static final String NAME = "name";
    private static final int LONGEST_NAME = 140;

    /**
     * How many failures are let pass.
     *
     * @param pair of one address for one name
     * @param address of one address for all names
     * @param name of all addresses for one name, beyond which an address has a single one
     */
    public record Rules(OperationLimits pair, OperationLimits address, OperationLimits name) {}

    private final Rules rules;
    private final RateLimiter failures;

    public FailureThrottle(Rules rules, Clock clock) {
        this.rules = rules;
        this.failures = new RateLimiter(clock, MOST);
    }

    /** How long this address must wait before it tries this name again; empty when it may now. */
    public Optional<Duration> wait(String address, String name) {
        Decision ofAddress = failures.look(address, ADDRESS, rules.address());
        Decision ofPair = failures.look(pair(address, name), PAIR, rules.pair());
        Decision ofName = failures.look(cut(name), NAME, rules.name());
        Duration wait = ofAddress.retryAfter().compareTo(ofPair.retryAfter()) > 0
                ? ofAddress.retryAfter()
                : ofPair.retryAfter();
        if (!ofName.allowed() && hasFailed(ofPair) && wait.isZero()) {
            wait = ofName.retryAfter();
        }
        return wait.isZero() ? Optional.empty() : Optional.of(wait);
    }

    private static boolean hasFailed(Decision pair) {
        return pair.quota().map(quota -> quota.remaining() < quota.limit()).orElse(false);
    }

    /** This address failed for this name. */
    public void failed(String address, String name) {
        failures.take(address, ADDRESS, rules.address(), 1);
        failures.take(pair(address, name), PAIR, rules.pair(), 1);
        failures.take(cut(name), NAME, rules.name(), 1);
    }

    /** How many addresses, names and pairs are remembered, at most 30,000. */
    public int size() {
        return failures.size();
    }

    private static String pair(String address, String name) {
        return address + " " + cut(name);
    }

    private static String cut(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
}
