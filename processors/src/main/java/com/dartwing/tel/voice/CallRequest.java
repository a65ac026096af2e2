package com.dartwing.tel.voice;

import com.dartwing.tel.json.Required;
import com.dartwing.tel.sms.Purpose;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The body of {@code make_call}, field by field as a caller writes it (contract, section 5). */
public record CallRequest(
        @Required String to,
        String fromNumber,
        String callerIdName,
        Integer timeoutSeconds,
        Boolean recordingEnabled,
        Boolean machineDetection,
        String audioUrl,
        String ttsText,
        String ttsVoice,
        String webhookUrl,
        ObjectNode context,
        String idempotencyKey,
        String preferredCarrier,
        Purpose purpose,
        Integer maxDurationSeconds) {

    /** The same request under the key of the {@code Idempotency-Key} header. */
    public CallRequest withIdempotencyKey(String key) {
        return new CallRequest(
                to,
                fromNumber,
                callerIdName,
                timeoutSeconds,
                recordingEnabled,
                machineDetection,
                audioUrl,
                ttsText,
                ttsVoice,
                webhookUrl,
                context,
                key,
                preferredCarrier,
                purpose,
                maxDurationSeconds);
    }

    /** Without numbers and content, which may not reach a log. */
    @Override
    public String toString() {
        return "CallRequest[purpose=" + purpose + "]";
    }
}
