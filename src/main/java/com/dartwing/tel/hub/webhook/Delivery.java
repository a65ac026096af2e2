package com.dartwing.tel.hub.webhook;

import java.time.Instant;

/**
 * One event on its way to one consumer.
 *
 * @param name its id
 * @param eventId the event's, which consumers see as {@code webhook-id}
 * @param apiKey the key that owns the record; null when nobody does
 * @param config the webhook configuration that wants it; null when the record, its number or its key names the URL
 * @param endpoint see {@link Endpoints#id}
 * @param tries how many there were before
 * @param attempts what is kept of them, as JSON; null when there were none
 * @param payload the event as it was written; null when it is gone
 */
record Delivery(
        String name,
        String eventId,
        String event,
        String recordId,
        String apiKey,
        String config,
        String url,
        String endpoint,
        int tries,
        String attempts,
        Instant createdAt,
        String payload) {

    /** Whether it is a consumer's own test, which is tried once. */
    boolean isTest() {
        return event.equals(TestEvent.NAME);
    }

    /** Whose secrets sign it. */
    String signer() {
        return config != null ? config : apiKey;
    }
}
