package com.dartwing.tel.hub.security;

import com.dartwing.tel.limits.FailureThrottle;
import com.dartwing.tel.limits.OperationLimits;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Slows down who guesses passwords or keys, and counts them in {@code tel_login_failures_total}: {@code refused} are
 * wrong, {@code throttled} were not even looked at. Keys are checked first, which costs little, so that a right one is let
 * in whatever its neighbours do; passwords cost a tenth of a second of one core, and are not.
 */
public final class LoginThrottle {

    private static final String METRIC = "tel.login.failures";
    private static final String PERSON = "person";
    private static final String KEY = "key";

    private final FailureThrottle people;
    private final FailureThrottle keys;
    private final MeterRegistry registry;

    public LoginThrottle(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.people = new FailureThrottle(
                new FailureThrottle.Rules(
                        new OperationLimits(null, 30, 500),
                        new OperationLimits(null, 100, 5_000),
                        new OperationLimits(null, 300, null)),
                clock);
        this.keys = new FailureThrottle(
                new FailureThrottle.Rules(
                        new OperationLimits(null, 300, null),
                        new OperationLimits(null, 600, null),
                        new OperationLimits(null, 600, null)),
                clock);
        for (String kind : new String[] {PERSON, KEY}) {
            registry.counter(METRIC, "operation", kind, "status", "refused");
            registry.counter(METRIC, "operation", kind, "status", "throttled");
        }
    }

    /** How long a person must wait before another password is looked at. */
    Optional<Duration> personMustWait(String address, String name) {
        return people.wait(address, name);
    }

    void personThrottled() {
        count(PERSON, "throttled");
    }

    void personFailed(String address, String name) {
        people.failed(address, name);
        count(PERSON, "refused");
    }

    /**
     * A key was wrong.
     *
     * @return how long its bearer must wait; empty while it may be told that it is wrong
     */
    public Optional<Duration> keyFailed(String address, String presented) {
        Optional<Duration> wait = keys.wait(address, presented);
        if (wait.isEmpty()) {
            keys.failed(address, presented);
        }
        count(KEY, wait.isEmpty() ? "refused" : "throttled");
        return wait;
    }

    private void count(String kind, String status) {
        registry.counter(METRIC, "operation", kind, "status", status).increment();
    }
}
