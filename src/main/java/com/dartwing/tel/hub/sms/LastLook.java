package com.dartwing.tel.hub.sms;

import com.dartwing.tel.sms.SmsStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * When a message that nothing more will be tried for is looked at once more, to write its call detail record: that is what
 * {@code next_attempt_at} means from then on. Most need none, for an event tells of their end.
 */
final class LastLook {

    /** A carrier that has said nothing by then will say nothing more (contract, section 7). */
    static final Duration RECEIPTS_WITHIN = Duration.ofHours(72);

    private LastLook() {}

    /** Of a message that comes into this state with an event; {@code retryAt} where it is to be tried again. */
    static Instant after(SmsStatus status, Instant retryAt, Instant now) {
        return status == SmsStatus.SENT ? now.plus(RECEIPTS_WITHIN) : retryAt;
    }

    /** Of a message about which more came to be known, without an event. */
    static Instant again(SmsStatus status, Instant now) {
        return status == SmsStatus.SENT ? now.plus(RECEIPTS_WITHIN) : now;
    }
}
