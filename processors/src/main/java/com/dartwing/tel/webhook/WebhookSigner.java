package com.dartwing.tel.webhook;

import java.time.Instant;
import java.util.Map;

/** The carrier's side of a {@link WebhookAuth}, for simulators. Made by {@link WebhookAuths#signer}. */
@FunctionalInterface
public interface WebhookSigner {

    /**
     * The headers to send with the body.
     *
     * @param path where it is sent to, without the query; signed by some
     */
    Map<String, String> sign(String path, byte[] body, Instant now);
}
