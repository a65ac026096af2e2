package com.dartwing.tel.hub.rest;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.carrier.CarrierFailure;
import com.dartwing.tel.hub.carrier.CarrierOperations;
import com.dartwing.tel.hub.voice.ActiveCall;
import com.dartwing.tel.hub.voice.CallView;
import com.dartwing.tel.hub.voice.conference.ConferenceCommand;
import com.dartwing.tel.hub.voice.conference.ConferenceRow;
import com.dartwing.tel.hub.voice.conference.ConferenceView;
import com.dartwing.tel.voice.conference.ConferenceRequest;
import com.dartwing.tel.voice.conference.ConferenceStatus;
import com.dartwing.tel.voice.conference.Participant;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The conferences of the API: reads them, and words their answers (contract, section 5). */
@Component("conferenceApi")
public class ConferenceApi {

    private static final String CAPABILITY = "conference";
    private static final String RECORD = "voice.record";

    private final ApiEdge api;
    private final Idempotency idempotency;
    private final CallView calls;
    private final ConferenceView view;
    private final Carriers carriers;
    private final CarrierOperations operations;

    ConferenceApi(
            ApiEdge api,
            Idempotency idempotency,
            CallView calls,
            ConferenceView view,
            Carriers carriers,
            CarrierOperations operations) {
        this.api = api;
        this.idempotency = idempotency;
        this.calls = calls;
        this.view = view;
        this.carriers = carriers;
        this.operations = operations;
    }

    /**
     * Reads {@code create_conference}; when its idempotency key was used before, the first answer is set as {@code replay}.
     *
     * @throws TelException.NotFound when one of its calls is not the caller's
     * @throws TelException.Conflict when nobody has answered one, or it is over, or another carrier has it
     * @throws TelException.FeatureDisabled when their carrier holds no conferences
     */
    public ConferenceCommand read(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        ConferenceRequest read = api.read(exchange, ConferenceRequest.class);
        ConferenceRequest request = read.withIdempotencyKey(ApiEdge.idempotencyKey(exchange, read.idempotencyKey()));
        String hash = api.contentHash(exchange, request.idempotencyKey());
        exchange.setProperty("idempotencyKey", request.idempotencyKey());
        if (request.idempotencyKey() != null) {
            idempotency.claim(exchange, caller, request.idempotencyKey(), hash);
            if (Boolean.TRUE.equals(exchange.getProperty("replay"))) {
                return null;
            }
        }
        if (request.record() && !caller.may(RECORD)) {
            throw new TelException.PermissionDenied("This key may not record calls");
        }
        String carrier = null;
        for (String id : request.callIds()) {
            carrier = talking(id, caller, carrier).carrier();
        }
        if (request.record() && !operations.has(carrier, "conference.record-start")) {
            throw new TelException.FeatureDisabled(carriers.titleOf(carrier) + " does not record conferences");
        }
        return new ConferenceCommand(caller, request, carrier, hash);
    }

    /**
     * A call that can be let into a conference.
     *
     * @param carrier that holds the conference, or null when any may
     */
    ActiveCall talking(String id, ApiKey caller, String carrier) {
        ActiveCall call = calls.active(id, caller);
        if (!call.answered()) {
            throw new TelException.Conflict("Nobody has answered the call yet").about(id);
        }
        if (carrier != null && !carrier.equals(call.carrier())) {
            throw new TelException.Conflict("Another carrier has this call, and they cannot share a conference")
                    .about(id);
        }
        if (carriers.find(call.carrier()).filter(one -> one.can(CAPABILITY)).isEmpty()) {
            throw new TelException.FeatureDisabled(carriers.titleOf(call.carrier()) + " holds no conferences")
                    .about(id);
        }
        return call;
    }

    /** Answers with what came of beginning one. */
    public void answer(
            Exchange exchange, @ExchangeProperty("caller") ApiKey caller, @ExchangeProperty("conference") String id) {
        ConferenceRow row = view.row(id, caller);
        if (row.conference().status() == ConferenceStatus.FAILED) {
            TelException refusal = refusal(row.conference().participants());
            api.writeError(exchange, refusal.httpStatus(), refusal.about(id));
        } else {
            api.answer(exchange, 200, view.of(id, caller));
        }
        idempotency.remember(exchange, caller.name(), exchange.getProperty("idempotencyKey", String.class));
    }

    private static TelException refusal(List<Participant> participants) {
        Participant refused = participants.stream()
                .filter(one -> Objects.nonNull(one.errorCode()))
                .findFirst()
                .orElseThrow();
        return CarrierFailure.told(refused.errorCode(), refused.errorMessage());
    }

    /** Answers {@code get_conference}. */
    public void status(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        api.answer(exchange, 200, view.of(api.named(exchange, "conference_id"), caller));
    }
}
