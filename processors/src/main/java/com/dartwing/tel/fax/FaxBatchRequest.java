package com.dartwing.tel.fax;

import com.dartwing.tel.json.Required;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * The fields of {@code send_batch}: those of a wish, which is every recipient's alike, beside these (contract, section 6).
 *
 * @param recipients numbers, or objects with a number as {@code to}
 */
public record FaxBatchRequest(
        @Required ArrayNode recipients, String batchName, @JsonUnwrapped FaxWish wish, String idempotencyKey) {

    /** The most recipients of one batch: what one transaction writes, and what a request of 64 KiB can name. */
    public static final int MOST_RECIPIENTS = 1_000;

    /** The request for one recipient; the idempotency key is the batch's. */
    public FaxRequest to(String number) {
        return new FaxRequest(number, wish, null);
    }

    /** The same request under the key of the {@code Idempotency-Key} header. */
    public FaxBatchRequest withIdempotencyKey(String key) {
        return new FaxBatchRequest(recipients, batchName, wish, key);
    }

    /** Without numbers and content, which may not reach a log. */
    @Override
    public String toString() {
        return "FaxBatchRequest[" + wish + "]";
    }
}
