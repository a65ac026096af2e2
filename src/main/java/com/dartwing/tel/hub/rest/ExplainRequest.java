package com.dartwing.tel.hub.rest;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.fax.FaxRequest;
import com.dartwing.tel.fax.FaxWish;
import com.dartwing.tel.numbers.EmergencyNumbers;
import com.dartwing.tel.sms.SmsRequest;
import com.dartwing.tel.voice.CallRequest;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Map;

/**
 * The body of {@code routing.explain}: the fields of {@code send_sms}, or an operation and two numbers.
 *
 * @param operation {@code sms} (default), {@code mms}, {@code voice} or {@code fax}
 * @param fields those of {@code send_sms}, but for the text, which may be absent
 */
public record ExplainRequest(String operation, String body, @JsonUnwrapped SmsRequest fields) {

    private static final String NO_BODY = "-";

    /** What each operation wants the key to be allowed. */
    private static final Map<String, String> PERMISSIONS =
            Map.of("sms", "sms.send", "mms", "sms.send", "voice", "voice.call", "fax", "fax.send");

    /** @throws TelException.InvalidRequest when the operation is none */
    public ExplainRequest {
        if (operation != null && !PERMISSIONS.containsKey(operation)) {
            throw new TelException.InvalidRequest("operation is one of sms, mms, voice, fax", "operation");
        }
    }

    String operationOrSms() {
        return operation == null ? "sms" : operation;
    }

    String permission() {
        boolean forHelp = "voice".equals(operation) && EmergencyNumbers.isOne(fields.to());
        return forHelp ? "emergency.call" : PERMISSIONS.get(operationOrSms());
    }

    /** The message that it asks about. */
    SmsRequest sms() {
        return fields.withBody(body == null ? NO_BODY : body);
    }

    /** The call that it asks about. */
    CallRequest call() {
        return new CallRequest(
                fields.to(),
                fields.fromNumber(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                fields.preferredCarrier(),
                fields.purpose(),
                null);
    }

    /** The fax that it asks about, whose document comes along. */
    FaxRequest fax() {
        FaxWish wish =
                new FaxWish(fields.fromNumber(), null, null, null, null, null, fields.hipaaMode(), null, null, null);
        return new FaxRequest(fields.to(), wish, null);
    }

    /** Without content, which may not reach a log. */
    @Override
    public String toString() {
        return "ExplainRequest[operation=" + operation + ", " + fields + "]";
    }
}
