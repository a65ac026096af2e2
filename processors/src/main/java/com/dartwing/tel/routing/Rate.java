package com.dartwing.tel.routing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * What a carrier asks for one unit (an SMS segment, a call's minute, a fax page) to numbers that begin with a prefix.
 *
 * @param carrier the carrier's name
 * @param operation what is sent, such as {@code sms} or {@code voice}
 * @param prefix 0 to 15 digits of E.164, with or without {@code +}; none is every number
 * @param price not negative
 * @param currency ISO 4217
 * @param effectiveFrom when it begins to hold
 */
public record Rate(
        String carrier, String operation, String prefix, BigDecimal price, String currency, Instant effectiveFrom) {

    public Rate {
        Objects.requireNonNull(carrier, "carrier");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(price, "price");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(effectiveFrom, "effectiveFrom");
        if (price.signum() < 0) {
            throw new IllegalArgumentException("A rate's price is negative: " + price);
        }
    }
}
