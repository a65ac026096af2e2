package com.dartwing.tel.hub.rest;

import com.dartwing.tel.sms.SmsRequest;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The body of {@code routing.explain}: the fields of {@code send_sms}, or an operation and two numbers.
 *
 * @param operation {@code sms} (default), {@code mms}, {@code voice} or {@code fax}
 * @param fields those of {@code send_sms}, but for the text, which may be absent
 */
public record ExplainRequest(String operation, String body, @JsonUnwrapped SmsRequest fields) {

    private static final String NO_BODY = "-";

    String operationOrSms() {
        return operation == null ? "sms" : operation;
    }

    /** The message that it asks about. */
    SmsRequest sms() {
        return fields.withBody(body == null ? NO_BODY : body);
    }

    /** Without content, which may not reach a log. */
    @Override
    public String toString() {
        return "ExplainRequest[operation=" + operation + ", " + fields + "]";
    }
}
