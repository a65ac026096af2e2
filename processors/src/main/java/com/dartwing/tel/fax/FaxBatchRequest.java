package com.dartwing.tel.fax;

import com.dartwing.tel.json.Required;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The fields of {@code send_batch}: those of {@link FaxRequest} for every recipient alike (contract, section 6).
 *
 * @param recipients numbers, or objects with a number as {@code to}
 */
public record FaxBatchRequest(
        @Required ArrayNode recipients,
        String batchName,
        String fromNumber,
        String documentUrl,
        Boolean coverPageEnabled,
        String coverPageTemplate,
        FaxRequest.Cover coverPage,
        String resolution,
        Boolean hipaaMode,
        String statusCallback,
        ObjectNode context,
        String idempotencyKey,
        Integer maxRetries) {

    /** The most recipients of one batch: what one transaction writes, and what a request of 64 KiB can name. */
    public static final int MOST_RECIPIENTS = 1_000;

    /** The wish for one recipient; the idempotency key is the batch's. */
    public FaxRequest to(String number) {
        return new FaxRequest(
                number,
                fromNumber,
                documentUrl,
                coverPageEnabled,
                coverPageTemplate,
                coverPage,
                resolution,
                hipaaMode,
                statusCallback,
                context,
                null,
                maxRetries);
    }

    /** The same request under the key of the {@code Idempotency-Key} header. */
    public FaxBatchRequest withIdempotencyKey(String key) {
        return new FaxBatchRequest(
                recipients,
                batchName,
                fromNumber,
                documentUrl,
                coverPageEnabled,
                coverPageTemplate,
                coverPage,
                resolution,
                hipaaMode,
                statusCallback,
                context,
                key,
                maxRetries);
    }

    /** Without numbers and content, which may not reach a log. */
    @Override
    public String toString() {
        return "FaxBatchRequest[hipaaMode=" + hipaaMode + "]";
    }
}
