package com.dartwing.tel.webhook;

import java.time.Instant;
import java.util.function.Function;

/** One way in which a carrier shows that a webhook is its own. Made by {@link WebhookAuths}. */
public sealed interface WebhookAuth permits Ed25519Auth, HmacAuth, HeaderAuth, SignedRequestAuth {

    /** The name under which a request's path is asked for among its headers, as of HTTP/2 (RFC 9113, section 8.3.1), without the query. */
    String PATH = ":path";

    /**
     * Judges one request.
     *
     * @param header the request's header of a name in any case, or null; of {@link #PATH}, its path
     * @param body the bytes as received
     */
    Verdict verify(Function<String, String> header, byte[] body, Instant now);
}
