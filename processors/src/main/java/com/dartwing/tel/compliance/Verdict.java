package com.dartwing.tel.compliance;

import com.dartwing.tel.error.TelException;
import java.time.Instant;

/** What a compliance rule says of a message. */
public sealed interface Verdict {

    /** Nothing against it. */
    record Pass(String detail) implements Verdict {}

    /** It may go, and somebody should look at it. */
    record Flag(String detail) implements Verdict {}

    /** Not now: it is kept until the given instant. */
    record Hold(Instant until, String detail) implements Verdict {}

    /** Never. */
    record Block(TelException refusal) implements Verdict {}
}
