package com.dartwing.tel.sms;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.Check;
import java.time.Instant;

/**
 * The body of {@code send_batch_sms}, its recipients left out: what all of its messages share (contract, section 4).
 *
 * @param body the text for every recipient that has none of its own; may be null when each has one
 * @param messagesPerSecond how many leave in a second, 1 to 1,000; 10 when the caller does not say
 */
public record BatchRequest(
        String body,
        String fromNumber,
        String batchName,
        Integer messagesPerSecond,
        Instant scheduledFor,
        String statusCallback,
        Purpose purpose,
        String campaign,
        String idempotencyKey) {

    /** The most recipients of one batch. */
    public static final int MOST_RECIPIENTS = 100_000;

    private static final int FASTEST = 1_000;
    private static final int DEFAULT_PER_SECOND = 10;
    private static final int LONGEST_NAME = 140;

    /** @throws TelException.InvalidRequest when a value is out of its range */
    public BatchRequest {
        Check.range(1, FASTEST, messagesPerSecond, "messages_per_second");
        Check.atMost(LONGEST_NAME, batchName, "batch_name");
        messagesPerSecond = messagesPerSecond == null ? Integer.valueOf(DEFAULT_PER_SECOND) : messagesPerSecond;
    }

    /** One recipient, when it is written as an object. */
    public record Recipient(String to, String body) {}

    /** The same request under the key of the {@code Idempotency-Key} header. */
    public BatchRequest withIdempotencyKey(String key) {
        return new BatchRequest(
                body, fromNumber, batchName, messagesPerSecond, scheduledFor, statusCallback, purpose, campaign, key);
    }

    /** What the messages share, as a request for one of them that is checked before there is a recipient. */
    public SmsRequest shared() {
        return request(null, body, scheduledFor, idempotencyKey);
    }

    /** The message to one recipient; the batch has waited for its time already. */
    public SmsRequest to(String number, String ownBody) {
        return request(number, ownBody == null ? body : ownBody, null, null);
    }

    private SmsRequest request(String number, String text, Instant at, String key) {
        return new SmsRequest(
                number,
                text,
                fromNumber,
                null,
                statusCallback,
                at,
                null,
                null,
                key,
                null,
                purpose,
                campaign,
                null,
                null,
                null,
                null);
    }
}
