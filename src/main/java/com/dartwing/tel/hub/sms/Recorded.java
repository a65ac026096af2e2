package com.dartwing.tel.hub.sms;

import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsStatus;
import java.time.Instant;

/**
 * A message that is durable now.
 *
 * @param dueAt when it will be sent, for one that is scheduled or held; else null
 */
public record Recorded(OutboundSms sms, SmsStatus status, Instant dueAt) {

    /** Whether it is to be sent at once. */
    public boolean isDue() {
        return status == SmsStatus.QUEUED;
    }
}
