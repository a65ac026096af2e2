package com.dartwing.tel.hub.access;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.limits.Decision;
import com.dartwing.tel.limits.OperationLimits;
import com.dartwing.tel.limits.RateLimits;
import org.springframework.stereotype.Component;

/** Counts what a key's callers ask for against its limits, and those that operators have set for an emergency. */
@Component
public class CallerLimits {

    private final RateLimits limiter;
    private final EmergencyLimits emergency;

    public CallerLimits(RateLimits limiter, EmergencyLimits emergency) {
        this.limiter = limiter;
        this.emergency = emergency;
    }

    /** Counts one call of an operation, such as {@code sms}. */
    public Decision take(ApiKey caller, String operation) {
        return take(caller, operation, 1);
    }

    /** Counts one call as so many: of more than its limits ever hold, as many as they do. */
    public Decision take(ApiKey caller, String operation, int permits) {
        OperationLimits limits = emergency.leftOf(caller.limits().of(operation));
        return limiter.take(caller.name(), operation, limits, limits.atMost(permits));
    }

    /** Counts so many at once, against the day's limit alone. */
    public Decision takeOfDay(ApiKey caller, String operation, int permits) {
        return limiter.takeOfDay(
                caller.name(), operation, emergency.leftOf(caller.limits().of(operation)), permits);
    }

    /** @throws TelException.RateLimited when the limit does not allow it */
    public static void require(Decision decision, String operation) {
        if (!decision.allowed()) {
            throw new TelException.RateLimited("Rate limit exceeded for " + operation, decision.retryAfter());
        }
    }
}
