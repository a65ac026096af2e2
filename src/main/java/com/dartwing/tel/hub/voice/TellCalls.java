package com.dartwing.tel.hub.voice;

import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Tells of a call what others found out, in its place among the call's events. */
@Component
public class TellCalls {

    private final ChangeCalls changes;

    TellCalls(ChangeCalls changes) {
        this.changes = changes;
    }

    /**
     * Returns when it is committed.
     *
     * @param news written in the same transaction; what is none is not told
     */
    public void tell(String call, CallChange.Tale tale, BooleanSupplier news) {
        changes.change(new CallChange.Told(call, tale, news));
    }
}
