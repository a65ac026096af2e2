package com.dartwing.tel.event;

import java.time.Instant;

/**
 * An event on its way to whoever consumes it: webhooks, call detail records, open consoles (seed, section 2.4).
 *
 * @param id names the event for ever; a consumer that has settled it ignores its repetitions
 * @param event its type, for example {@code sms.sent} (seed, Appendix B)
 * @param recordId what happened to it
 * @param sequence place among the record's events, from 1
 * @param apiKey the key that owns the record; null when nobody does
 * @param targetUrl the webhook that the record, its number or its key names; null when none does
 * @param createdAt when it happened
 * @param payload the JSON text that consumers receive, and that signatures cover, byte for byte; it holds no health data
 */
public record TelEvent(
        String id,
        String event,
        String recordId,
        int sequence,
        String apiKey,
        String targetUrl,
        Instant createdAt,
        String payload) {}
