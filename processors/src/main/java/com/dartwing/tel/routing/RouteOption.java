package com.dartwing.tel.routing;

import java.math.BigDecimal;

/**
 * One carrier in the ranking of a message, eligible or not.
 *
 * @param reason why it is not eligible, or null
 * @param score 0 to 100, higher is better
 * @param cost price of the whole message, or null when there is no rate
 * @param rule the route rule that decided for it, in words, or null
 */
public record RouteOption(
        String carrier,
        boolean eligible,
        String reason,
        double score,
        int health,
        BigDecimal cost,
        String currency,
        int priority,
        int weight,
        String rule) {}
