package com.dartwing.tel.routing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;

/**
 * A rate as it is kept and exchanged: with its unit, and whether it counts.
 *
 * @param unit {@code segment}, {@code message}, {@code minute} or {@code page}
 */
public record RateLine(Rate rate, String unit, boolean enabled) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    /** By what makes a rate the same one: carrier, operation, prefix and date. */
    public static final Comparator<RateLine> BY_KEY = Comparator.<RateLine, String>comparing(
                    line -> line.rate().carrier())
            .thenComparing(line -> line.rate().operation())
            .thenComparing(line -> line.rate().prefix())
            .thenComparing(line -> line.rate().effectiveFrom());

    /** Whether another line of the same key says the same. */
    boolean saysAs(RateLine other) {
        return enabled == other.enabled
                && unit.equals(other.unit)
                && rate.currency().equals(other.rate.currency())
                && rate.price().compareTo(other.rate.price()) == 0;
    }

    /** Whose table it belongs to: a carrier's for an operation. */
    public Table table() {
        return new Table(rate.carrier(), rate.operation());
    }

    /** A carrier's rates for an operation. */
    public record Table(String carrier, String operation) {}

    /** The record's name for a rate. */
    public String name() {
        return name(rate.carrier(), rate.operation(), rate.prefix(), rate.effectiveFrom());
    }

    /** The record's name for a rate with this key. */
    public static String name(String carrier, String operation, String prefix, Instant effectiveFrom) {
        return carrier + "-" + operation + "-" + prefix + "-" + STAMP.format(effectiveFrom);
    }
}
