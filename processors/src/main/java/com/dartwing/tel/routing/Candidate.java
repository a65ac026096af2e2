package com.dartwing.tel.routing;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * A carrier that might take something.
 *
 * @param carrier its name
 * @param exclusion why it may not, or empty when it may
 * @param health 0 to 100
 * @param cost of the whole message, call or fax, not negative, all candidates in one currency; null only when excluded
 * @param priority 1 (first) to 5
 * @param weight the operator's, 0 (never) to 100, as a route rule may have lowered it
 * @param rule the route rule that decides for it, or null
 */
public record Candidate(
        String carrier,
        Optional<String> exclusion,
        int health,
        BigDecimal cost,
        int priority,
        int weight,
        RouteRule rule) {

    public Candidate {
        Objects.requireNonNull(carrier, "carrier");
        Objects.requireNonNull(exclusion, "exclusion");
        within(health, 0, 100, "health");
        within(priority, 1, 5, "priority");
        within(weight, 0, 100, "weight");
        if (exclusion.isEmpty() && (cost == null || cost.signum() < 0)) {
            throw new IllegalArgumentException("cost of " + carrier + " must be 0 or more: " + cost);
        }
    }

    /** A carrier about which no rule has a word. */
    public Candidate(
            String carrier, Optional<String> exclusion, int health, BigDecimal cost, int priority, int weight) {
        this(carrier, exclusion, health, cost, priority, weight, null);
    }

    private static void within(int value, int min, int max, String name) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be from " + min + " to " + max + ": " + value);
        }
    }

    /** The same carrier, excluded for a reason. */
    public Candidate excluded(String reason) {
        return new Candidate(carrier, Optional.of(reason), health, cost, priority, weight, rule);
    }

    /** Where a rule that prefers it puts it, the lowest first; the last place of all when none does. */
    int preference() {
        return rule != null && rule.action() == RouteRule.Action.PREFER ? rule.priority() : Integer.MAX_VALUE;
    }
}
