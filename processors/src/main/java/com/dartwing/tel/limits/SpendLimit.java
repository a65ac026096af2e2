package com.dartwing.tel.limits;

import java.math.BigDecimal;

/**
 * How much money one key's messages may cost, in the currency that the hub settles in. Days and months are UTC's.
 *
 * @param daily 0 or more, or null for no limit
 * @param monthly 0 or more, or null for no limit
 */
public record SpendLimit(BigDecimal daily, BigDecimal monthly) {

    public static final SpendLimit NONE = new SpendLimit(null, null);

    public boolean isNone() {
        return daily == null && monthly == null;
    }
}
