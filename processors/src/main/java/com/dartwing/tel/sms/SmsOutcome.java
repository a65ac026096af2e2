package com.dartwing.tel.sms;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.routing.Attempt;
import com.dartwing.tel.routing.Dispatch;
import java.time.Duration;
import java.time.Instant;

/**
 * Where a message stands after a walk along its carriers.
 *
 * @param attempt the attempt that decided, or null when none was made
 * @param errorCode the {@code TEL-} code when it failed, else null
 * @param retryAt when it is tried again, or null
 */
public record SmsOutcome(
        OutboundSms message,
        SmsStatus status,
        Attempt attempt,
        String errorCode,
        String errorMessage,
        Instant heldUntil,
        Instant retryAt) {

    public static SmsOutcome of(Dispatch<OutboundSms> dispatch, Instant now, Backoff backoff) {
        OutboundSms message = dispatch.subject();
        if (dispatch.refusal() != null) {
            return blocked(message, dispatch.refusal());
        }
        Attempt last = dispatch.last();
        Attempt.Outcome outcome = last == null ? Attempt.Outcome.UNAVAILABLE : last.outcome();
        if (outcome == Attempt.Outcome.SENT) {
            return new SmsOutcome(message, SmsStatus.SENT, last, null, null, null, null);
        }
        if (outcome == Attempt.Outcome.REJECTED) {
            return new SmsOutcome(message, SmsStatus.FAILED, last, dispatch.rejectedAs(), last.detail(), null, null);
        }
        Instant end = message.policy().validUntil();
        if (outcome == Attempt.Outcome.UNKNOWN && message.policy().onUnknown() == OnUnknown.HOLD) {
            return new SmsOutcome(
                    message,
                    SmsStatus.HELD,
                    last,
                    "TEL-007",
                    "the carrier's answer was lost; held for its receipt",
                    end,
                    end);
        }
        Instant retryAt = now.plus(backoff.after(message.tries()));
        if (!retryAt.isBefore(end)) {
            return expired(message, last);
        }
        return new SmsOutcome(message, SmsStatus.QUEUED, last, null, "no carrier could take it yet", null, retryAt);
    }

    /** A message whose validity ended before a carrier took it. */
    public static SmsOutcome expired(OutboundSms message, Attempt last) {
        return new SmsOutcome(
                message, SmsStatus.FAILED, last, "TEL-006", "no carrier could take it within its validity", null, null);
    }

    /** A message whose validity ended while it was held. */
    public static SmsOutcome timedOut(OutboundSms message, String why) {
        return new SmsOutcome(message, SmsStatus.FAILED, null, "TEL-007", why, null, null);
    }

    /** A message that compliance keeps back until an instant. */
    public static SmsOutcome held(OutboundSms message, Instant until, String reason) {
        return new SmsOutcome(message, SmsStatus.HELD, null, null, reason, until, until);
    }

    /** A message that is forbidden after it was accepted. */
    public static SmsOutcome blocked(OutboundSms message, TelException refusal) {
        return new SmsOutcome(message, SmsStatus.FAILED, null, refusal.code(), refusal.getMessage(), null, null);
    }

    /** How long to wait before the next walk. */
    @FunctionalInterface
    public interface Backoff {

        /** @param tries walks already made, from 0 */
        Duration after(int tries);
    }
}
