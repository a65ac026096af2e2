package com.dartwing.tel.hub.voice;

import com.dartwing.tel.voice.CallEnd;
import com.dartwing.tel.voice.CallReport;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Tells of a call what others found out, in its place among the call's events. */
@Component
public class TellCalls {

    private final ChangeCalls changes;
    private final Clock clock;

    TellCalls(ChangeCalls changes, Clock clock) {
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Returns when it is committed.
     *
     * @param news written in the same transaction; what is none is not told
     */
    public void tell(String call, CallChange.Tale tale, BooleanSupplier news) {
        changes.change(new CallChange.Told(call, tale, news));
    }

    /** Notes that whoever called is gone, and was before anybody answered. */
    public void gone(ActiveCall call) {
        changes.change(new CallChange.Reported(
                call.id(),
                new CallReport(
                        call.carrier(),
                        call.carrierCallId(),
                        null,
                        clock.instant(),
                        new CallReport.Ended(CallEnd.CANCELED, "caller_gone", null))));
    }
}
