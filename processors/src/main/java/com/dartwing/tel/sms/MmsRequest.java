package com.dartwing.tel.sms;

import com.dartwing.tel.json.Required;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * The body of {@code send_mms}, field by field as a caller writes it: {@code send_sms} with media, where the text may be
 * absent (contract, section 4).
 */
public record MmsRequest(
        @Required String to,
        @Required List<String> mediaUrls,
        String subject,
        String body,
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

    /** What it has in common with an SMS. */
    public SmsRequest text() {
        return new SmsRequest(
                to,
                body == null ? "" : body,
                fromNumber,
                senderId,
                statusCallback,
                scheduledFor,
                tags,
                context,
                idempotencyKey,
                hipaaMode,
                purpose,
                campaign,
                preferredCarrier,
                validitySeconds,
                onUnknown,
                priority);
    }

    /** What makes it an MMS, as the caller wrote it. */
    public OutboundSms.Media media() {
        return new OutboundSms.Media(mediaUrls, subject);
    }
}
