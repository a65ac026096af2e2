package com.dartwing.tel.sms;

import com.dartwing.tel.json.Required;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** The body of {@code send_sms}, field by field as a caller writes it (contract, section 4). */
public record SmsRequest(
        @Required String to,
        @Required String body,
        String fromNumber,
        String senderId,
        String statusCallback,
        Instant scheduledFor,
        List<String> tags,
        ObjectNode context,
        String idempotencyKey,
        Boolean hipaaMode,
        Purpose purpose,
        String campaign,
        String preferredCarrier,
        Integer validitySeconds,
        OnUnknown onUnknown,
        Integer priority) {

    /** Without content, which may not reach a log. */
    @Override
    public String toString() {
        return "SmsRequest[hipaaMode=" + hipaaMode + ", purpose=" + purpose + "]";
    }

    /** The same request under the key of the {@code Idempotency-Key} header. */
    public SmsRequest withIdempotencyKey(String key) {
        return with(body, key);
    }

    /** The same request with this text. */
    public SmsRequest withBody(String text) {
        return with(text, idempotencyKey);
    }

    private SmsRequest with(String text, String key) {
        return new SmsRequest(
                to,
                text,
                fromNumber,
                senderId,
                statusCallback,
                scheduledFor,
                tags,
                context,
                key,
                hipaaMode,
                purpose,
                campaign,
                preferredCarrier,
                validitySeconds,
                onUnknown,
                priority);
    }
}
