package com.dartwing.tel.compliance;

import com.dartwing.tel.sms.Purpose;

/**
 * A registered campaign, whose messages the networks expect and count.
 *
 * @param id as the registry gave it
 * @param status {@code Active}, or why it may not be used
 * @param purpose of its messages that name none
 * @param consentRequired whether its marketing must have its recipients' consent on record
 * @param perSecond segments that it may send in a second, above 0
 * @param perDay segments that it may send in a day of the networks, above 0
 */
public record Campaign(
        String id, String status, Purpose purpose, boolean consentRequired, double perSecond, int perDay) {

    public boolean isActive() {
        return "Active".equals(status);
    }
}
