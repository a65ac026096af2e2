package com.dartwing.tel.webhook;

import java.util.Optional;

/** Whether an inbound webhook is its carrier's. */
public sealed interface Verdict {

    /**
     * It is.
     *
     * @param dedupeId what a replay of the same bytes would repeat (a nonce or the signature), where the scheme has such
     *     a thing; remember it only once the event is handled, for a carrier may send a failed one again unchanged
     */
    record Accepted(Optional<String> dedupeId) implements Verdict {}

    /**
     * It is not, or cannot be shown to be.
     *
     * @param detail for the log; holds no secret and nothing of the body
     */
    record Refused(Reason reason, String detail) implements Verdict {}

    /** Why it is refused. */
    enum Reason {
        /** A header that the scheme needs is absent. */
        MISSING,
        /** The signature or secret is wrong. */
        FORGED,
        /** Signed rightly, but longer ago or further ahead than tolerated. */
        STALE,
        /** A header is not what the scheme writes there. */
        MALFORMED
    }
}
