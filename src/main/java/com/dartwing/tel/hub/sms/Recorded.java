package com.dartwing.tel.hub.sms;

import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsStatus;
import java.time.Instant;

/**
 * A message that is durable now.
 *
 * @param dueAt when it is claimed from the table; null when this process has it in hand, or nothing is to be sent
 */
public record Recorded(OutboundSms sms, SmsStatus status, Instant dueAt) {

    /** Whether it is to be sent at once. */
    public boolean isDue() {
        return status == SmsStatus.QUEUED;
    }

    /** Whether this process alone may send it; one that is nobody's yet is claimed first. */
    public boolean isInHand() {
        return isDue() && dueAt == null;
    }
}
