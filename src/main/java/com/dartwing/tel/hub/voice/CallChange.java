package com.dartwing.tel.hub.voice;

import com.dartwing.tel.routing.Attempt;
import com.dartwing.tel.routing.RouteOption;
import com.dartwing.tel.voice.CallEvent;
import com.dartwing.tel.voice.CallReport;
import com.dartwing.tel.voice.CallStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What becomes of a call that is on record. */
public sealed interface CallChange {

    /** Its id. */
    String call();

    /** A walk along the carriers. */
    record Walk(List<Attempt> attempts, List<RouteOption> options) {}

    /**
     * The carrier that was asked last, and what it charges.
     *
     * @param rate per minute
     */
    record Asked(Attempt attempt, BigDecimal rate, String currency) {}

    /** A carrier took it. */
    record Taken(String call, Walk walk, Asked asked) implements CallChange {}

    /** No carrier took it, and none will be asked again. */
    record Refused(String call, Walk walk, String errorCode, String errorMessage) implements CallChange {}

    /** A carrier may have taken it: its reports will tell, or the watch will close it. */
    record InDoubt(String call, Walk walk, Asked asked) implements CallChange {}

    /**
     * Something is told of it that moves it nowhere.
     *
     * @param news written in the same transaction; what is none is not told
     */
    record Told(String call, Tale tale, BooleanSupplier news) implements CallChange {}

    /** What is told of a call, once its place among the call's events is known. */
    interface Tale {
        CallEvent told(int sequence, Instant at, CallStatus status);
    }

    /** A carrier tells of it. */
    record Reported(String call, CallReport report) implements CallChange {}
}
