package com.dartwing.tel.webhook;

import java.time.Instant;
import java.util.function.Function;

/** One way in which a carrier shows that a webhook is its own. Made by {@link WebhookAuths}. */
public sealed interface WebhookAuth permits Ed25519Auth, HmacAuth, HeaderAuth {

    /**
     * Judges one request.
     *
     * @param header the request's header of a name in any case, or null
     * @param body the bytes as received
     */
    Verdict verify(Function<String, String> header, byte[] body, Instant now);
}
