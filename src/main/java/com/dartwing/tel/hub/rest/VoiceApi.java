package com.dartwing.tel.hub.rest;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.voice.CallCommand;
import com.dartwing.tel.hub.voice.CallView;
import com.dartwing.tel.hub.voice.EmergencyAddresses;
import com.dartwing.tel.numbers.EmergencyNumbers;
import com.dartwing.tel.routing.Attempt;
import com.dartwing.tel.routing.Dispatch;
import com.dartwing.tel.voice.CallRequest;
import com.dartwing.tel.voice.CallState;
import com.dartwing.tel.voice.CallStatus;
import com.dartwing.tel.voice.OutboundCall;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The voice calls of the API: reads them, and words their answers (contract, section 5). */
@Component("voiceApi")
public class VoiceApi {

    private final ApiEdge api;
    private final Idempotency idempotency;
    private final CallView view;
    private final Carriers carriers;
    private final EmergencyAddresses addresses;

    VoiceApi(ApiEdge api, Idempotency idempotency, CallView view, Carriers carriers, EmergencyAddresses addresses) {
        this.api = api;
        this.idempotency = idempotency;
        this.view = view;
        this.carriers = carriers;
        this.addresses = addresses;
    }

    /** Whether {@code make_call} is for an emergency number, which wants another permission and meets no limit. */
    public boolean callsForHelp(Exchange exchange) {
        return EmergencyNumbers.isOne(api.peek(exchange, "to"));
    }

    /** Reads {@code make_call}; when its idempotency key was used before, the first answer is set as {@code replay}. */
    public CallCommand read(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        CallRequest read = api.read(exchange, CallRequest.class);
        CallRequest request = read.withIdempotencyKey(ApiEdge.idempotencyKey(exchange, read.idempotencyKey()));
        String hash = api.contentHash(exchange, request.idempotencyKey());
        if (request.idempotencyKey() != null) {
            idempotency.claim(exchange, caller, request.idempotencyKey(), hash);
        }
        return new CallCommand(caller, request, hash);
    }

    /** Answers with what came of dialling. */
    public void answer(
            Exchange exchange, @ExchangeProperty("dispatch") Dispatch<OutboundCall> dispatch, @Body CallState state) {
        OutboundCall call = dispatch.subject();
        boolean taken = dispatch.last() != null && dispatch.last().outcome() == Attempt.Outcome.SENT;
        if (state.status() == CallStatus.FAILED && !taken) {
            // What a call comes to is told by its record and its events; that no carrier took it is told here.
            TelException refusal = dispatch.rejectedAs() == null
                    ? new TelException.CarrierFailure(state.errorMessage())
                    : new TelException.NotReachable(state.errorMessage());
            api.writeError(exchange, refusal.httpStatus(), refusal.about(call.id()));
        } else {
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("call_id", call.id());
            message.put("status", state.status().answer());
            message.put("from_number", call.parties().from());
            message.put("to_number", call.parties().to());
            message.put("carrier", carriers.titleOf(dispatch.carrier()));
            if (call.isEmergency() && !addresses.knows(call.parties().from())) {
                message.put(
                        "warning",
                        Map.of(
                                "error_code",
                                "TEL-501",
                                "message",
                                "No active address is on file for "
                                        + call.parties().from() + ": tell the operator where you are"));
            }
            api.answer(exchange, 200, message);
        }
        idempotency.remember(exchange, call.owner().apiKey(), call.details().idempotencyKey());
    }

    /** Answers {@code get_call}. */
    public void status(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        api.answer(exchange, 200, view.of(api.named(exchange, "call_id"), caller));
    }
}
