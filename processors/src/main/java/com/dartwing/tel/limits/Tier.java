package com.dartwing.tel.limits;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * What a customer has bought: Appendix C of the specification, and its section 9.5 for what the appendix does not name
 * (SMS and calls per minute, calls per day, faxes per second and per day, number searches, analytics).
 */
public enum Tier {
    STARTER(5, sms(1, 1_000), voice(1), fax(1)),
    GROWTH(50, sms(10, 10_000), voice(5), fax(5)),
    BUSINESS(200, sms(50, 100_000), voice(20), fax(20)),
    ENTERPRISE(1_000, sms(100, 500_000), voice(50), fax(50)),
    /** Nothing but what is set for a key. */
    UNLIMITED(null, OperationLimits.NONE, OperationLimits.NONE, OperationLimits.NONE);

    private static final OperationLimits NUMBERS = new OperationLimits(10, 100, 1_000);
    private static final OperationLimits ANALYTICS = new OperationLimits(20, 200, 5_000);

    private final Integer concurrentCalls;
    private final Map<String, OperationLimits> own;

    Tier(Integer concurrentCalls, OperationLimits sms, OperationLimits voice, OperationLimits fax) {
        this.concurrentCalls = concurrentCalls;
        this.own = Map.of("sms", sms, "voice", voice, "fax", fax);
    }

    /** Section 9.5 allows 300 a minute beside 10 a second; the other tiers keep that ratio, or their day were no use. */
    private static OperationLimits sms(int perSecond, int perDay) {
        return new OperationLimits(perSecond, 30 * perSecond, perDay);
    }

    private static OperationLimits voice(int perSecond) {
        return new OperationLimits(perSecond, 100, 1_000);
    }

    private static OperationLimits fax(int perMinute) {
        return new OperationLimits(2, perMinute, 500);
    }

    /** The tier of a name in any case. */
    public static Optional<Tier> named(String name) {
        return Arrays.stream(values())
                .filter(tier -> tier.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The limits of {@code sms}, {@code voice}, {@code fax}, {@code numbers} or {@code analytics}; others have none. */
    public OperationLimits limits(String operation) {
        OperationLimits named = own.get(operation);
        if (named != null || this == UNLIMITED) {
            return named != null ? named : OperationLimits.NONE;
        }
        return switch (operation) {
            case "numbers" -> NUMBERS;
            case "analytics" -> ANALYTICS;
            default -> OperationLimits.NONE;
        };
    }

    /** How many calls may be up at once, or empty for any number. */
    public Optional<Integer> concurrentCalls() {
        return Optional.ofNullable(concurrentCalls);
    }
}
