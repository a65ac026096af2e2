package com.dartwing.tel.hub.carrier;

import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.error.TelException;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;

/** Whatever was thrown on the way to a carrier, as one of the three kinds that decide what happens next. */
public final class CarrierFailure {

    private CarrierFailure() {}

    public static CarrierException of(String carrier, Exception failure) {
        if (failure instanceof CarrierException answer) {
            return answer;
        }
        if (failure instanceof CallNotPermittedException) {
            return new CarrierException.Unavailable(carrier, "breaker_open", "its circuit breaker is open");
        }
        if (failure instanceof BulkheadFullException) {
            return new CarrierException.Unavailable(carrier, "bulkhead_full", "too many calls to it are under way");
        }
        // A mapping that fails after the request left: nobody knows whether the carrier took it.
        return new CarrierException.Unknown(carrier, "hub_error", String.valueOf(failure));
    }

    /** What is told of it to whoever wanted something done in a call or a conference. */
    public static TelException told(CarrierException answer) {
        return told(answer.telCode(), answer.getMessage());
    }

    /** The same of one that is on record, by its code and the carrier's words. */
    public static TelException told(String code, String message) {
        return switch (code) {
            case CarrierException.UNREACHED -> new TelException.CarrierFailure("The carrier could not be reached");
            case "TEL-013" -> new TelException.Conflict("The carrier says that it is over, or has not begun yet");
            default -> new TelException.NotReachable("The carrier refused this: " + message);
        };
    }
}
