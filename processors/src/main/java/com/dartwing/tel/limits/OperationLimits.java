package com.dartwing.tel.limits;

import java.util.Objects;
import java.util.stream.Stream;

/**
 * How many operations of one kind a key may start; null is no limit.
 *
 * @param perSecond 1 or more, or null
 * @param perMinute 1 or more, or null
 * @param perDay 1 or more, or null
 */
public record OperationLimits(Integer perSecond, Integer perMinute, Integer perDay) {

    /** No limit at all. */
    public static final OperationLimits NONE = new OperationLimits(null, null, null);

    public OperationLimits {
        positive(perSecond);
        positive(perMinute);
        positive(perDay);
    }

    private static void positive(Integer limit) {
        if (limit != null && limit < 1) {
            throw new IllegalArgumentException("A limit must be 1 or more: " + limit);
        }
    }

    /** These, each replaced by the other's where it has one. */
    public OperationLimits overriddenBy(OperationLimits other) {
        return new OperationLimits(
                or(other.perSecond, perSecond), or(other.perMinute, perMinute), or(other.perDay, perDay));
    }

    /**
     * All limits times a factor, 1 at least, as in an emergency.
     *
     * @param factor above 0
     */
    public OperationLimits times(double factor) {
        return new OperationLimits(times(perSecond, factor), times(perMinute, factor), times(perDay, factor));
    }

    /** So many permits, or as many as the tightest limit ever holds: more would never be there. */
    public int atMost(int permits) {
        return Stream.of(perSecond, perMinute, perDay).filter(Objects::nonNull).reduce(permits, Math::min);
    }

    private static Integer or(Integer first, Integer second) {
        return first != null ? first : second;
    }

    private static Integer times(Integer limit, double factor) {
        return limit == null ? null : Integer.valueOf((int) Math.max(1, Math.min(Integer.MAX_VALUE, limit * factor)));
    }
}
