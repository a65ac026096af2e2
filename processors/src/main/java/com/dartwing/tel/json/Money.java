package com.dartwing.tel.json;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** An amount with its currency, as answers, events and records tell it (contract, section 1). */
public final class Money {

    private Money() {}

    /**
     * As it is told.
     *
     * @param amount null when nothing is known of it
     * @param currency ISO 4217
     * @return null for no amount
     */
    public static Map<String, Object> told(BigDecimal amount, String currency) {
        if (amount == null) {
            return null;
        }
        Map<String, Object> money = new LinkedHashMap<>();
        money.put("amount", amount.stripTrailingZeros());
        money.put("currency", currency);
        return money;
    }
}
