package com.dartwing.tel.limits;

import java.util.Map;
import java.util.Optional;

/**
 * What a customer has bought; {@link Tiers} reads them from data.
 *
 * @param limits by operation: {@code sms batch voice fax numbers analytics}; one that is absent has no limit
 * @param calls how many calls may be up at once; null for any number
 */
public record Tier(String name, Map<String, OperationLimits> limits, Integer calls) {

    /** No limit at all but what is set for a key. */
    public static final Tier UNLIMITED = new Tier("Unlimited", Map.of(), null);

    public Tier {
        limits = Map.copyOf(limits);
    }

    /** The limits of an operation; {@link OperationLimits#NONE} when it has none. */
    public OperationLimits limits(String operation) {
        return limits.getOrDefault(operation, OperationLimits.NONE);
    }

    /** How many calls may be up at once, or empty for any number. */
    public Optional<Integer> concurrentCalls() {
        return Optional.ofNullable(calls);
    }
}
