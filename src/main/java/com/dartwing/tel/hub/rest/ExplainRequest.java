package com.dartwing.tel.hub.rest;

import com.dartwing.tel.json.Required;
import com.dartwing.tel.sms.OnUnknown;
import com.dartwing.tel.sms.Purpose;
import com.dartwing.tel.sms.SmsRequest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * The body of {@code routing.explain}: the fields of {@code send_sms}, or an operation and two numbers.
 *
 * @param operation {@code sms} (default), {@code mms}, {@code voice} or {@code fax}
 */
public record ExplainRequest(
        String operation,
        @Required String to,
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

    private static final String NO_BODY = "-";

    String operationOrSms() {
        return operation == null ? "sms" : operation;
    }

    /** The message that it asks about. */
    SmsRequest sms() {
        return new SmsRequest(
                to,
                body == null ? NO_BODY : body,
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
}
