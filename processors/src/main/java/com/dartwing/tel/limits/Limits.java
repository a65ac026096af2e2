package com.dartwing.tel.limits;

import com.dartwing.tel.error.TelException.InvalidRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The limits of one key: its tier's, single values replaced by its own. Immutable. */
public final class Limits {

    private static final Set<String> OPERATIONS = Set.of("sms", "batch", "voice", "fax", "numbers", "analytics");
    private static final Set<String> WINDOWS = Set.of("per_second", "per_minute", "per_day");
    private static final String CONCURRENT = "concurrent";

    private final Tier tier;
    private final Map<String, OperationLimits> own = new HashMap<>();
    private final Integer ownConcurrentCalls;

    private Limits(Tier tier, JsonNode overrides) {
        this.tier = tier;
        if (overrides != null && !overrides.isNull()) {
            require(overrides.isObject(), "rate_limits", "must be an object");
            overrides.properties().forEach(entry -> override(entry.getKey(), entry.getValue()));
        }
        this.ownConcurrentCalls = overrides == null
                ? null
                : limit(overrides.path("voice").path(CONCURRENT), "rate_limits.voice.concurrent");
    }

    /**
     * @param overrides such as {@code {"sms": {"per_second": 10, "per_day": 10000}, "voice": {"concurrent": 3}}}, or
     *     null; a null value inside is as an absent one
     * @throws InvalidRequest when the overrides name what is not there or a value is not 1 or more
     */
    public static Limits of(Tier tier, JsonNode overrides) {
        return new Limits(tier, overrides);
    }

    /** The limits of {@code sms batch voice fax numbers analytics}; others have none. */
    public OperationLimits of(String operation) {
        return own.getOrDefault(operation, tier.limits(operation));
    }

    /** What replaces the tier's, by operation. */
    Map<String, OperationLimits> own() {
        return own;
    }

    /** How many calls may be up at once, or empty for any number. */
    public Optional<Integer> concurrentCalls() {
        return ownConcurrentCalls != null ? Optional.of(ownConcurrentCalls) : tier.concurrentCalls();
    }

    private void override(String operation, JsonNode values) {
        String path = "rate_limits." + operation;
        require(OPERATIONS.contains(operation), path, "is not a known operation");
        if (values.isNull()) {
            return;
        }
        require(values.isObject(), path, "must be an object");
        values.fieldNames().forEachRemaining(name -> {
            boolean calls = operation.equals("voice") && name.equals(CONCURRENT);
            require(WINDOWS.contains(name) || calls, path + "." + name, "is not a known limit");
        });
        own.put(
                operation,
                tier.limits(operation)
                        .overriddenBy(new OperationLimits(
                                limit(values.path("per_second"), path + ".per_second"),
                                limit(values.path("per_minute"), path + ".per_minute"),
                                limit(values.path("per_day"), path + ".per_day"))));
    }

    private static Integer limit(JsonNode value, String path) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        require(value.isInt() && value.intValue() > 0, path, "must be a whole number of 1 or more");
        return value.intValue();
    }

    private static void require(boolean condition, String path, String otherwise) {
        if (!condition) {
            String told = path.length() > 60 ? path.substring(0, 60) : path;
            throw new InvalidRequest(told + " " + otherwise, told);
        }
    }
}
