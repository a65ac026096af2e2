package com.dartwing.camel.smpp;

import java.time.Duration;

/**
 * How patient a session is.
 *
 * @param systemId the name of this side, told in the answer to a bind
 * @param bindTimeout who has not bound by then is disconnected
 * @param enquireLink after so much silence the other side is asked whether it is there
 * @param responseTimeout how long it may take to answer
 * @param pduTimeout how long the rest of a PDU may take
 */
record SessionRules(
        String systemId, Duration bindTimeout, Duration enquireLink, Duration responseTimeout, Duration pduTimeout) {

    /** How often a session looks at the clock. */
    long tickMillis() {
        long shortest = Math.min(
                Math.min(bindTimeout.toMillis(), enquireLink.toMillis()),
                Math.min(responseTimeout.toMillis(), pduTimeout.toMillis()));
        return Math.max(20, Math.min(1_000, shortest / 4));
    }
}
