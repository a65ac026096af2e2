package com.dartwing.tel.fax;

import com.dartwing.tel.json.Required;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The fields of {@code send_fax} as a caller writes them (contract, section 6); in a form they have the same names. */
public record FaxRequest(
        @Required String to,
        String fromNumber,
        String documentUrl,
        Boolean coverPageEnabled,
        String coverPageTemplate,
        Cover coverPage,
        String resolution,
        Boolean hipaaMode,
        String statusCallback,
        ObjectNode context,
        String idempotencyKey,
        Integer maxRetries) {

    /** What the cover page says. */
    public record Cover(String toName, String fromName, String subject, String message) {}

    /** The same request under the key of the {@code Idempotency-Key} header. */
    public FaxRequest withIdempotencyKey(String key) {
        return new FaxRequest(
                to,
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
        return "FaxRequest[hipaaMode=" + hipaaMode + "]";
    }
}
