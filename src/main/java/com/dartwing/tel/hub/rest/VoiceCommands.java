package com.dartwing.tel.hub.rest;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.carrier.CallAction;
import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.carrier.CarrierFailure;
import com.dartwing.tel.hub.carrier.CarrierOperations;
import com.dartwing.tel.hub.voice.ActiveCall;
import com.dartwing.tel.hub.voice.CallView;
import com.dartwing.tel.hub.voice.CheckTransfer;
import com.dartwing.tel.hub.voice.recording.Recordings;
import com.dartwing.tel.voice.CallVerb;
import com.dartwing.tel.voice.RecordingVerb;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** What all commands about a call that is up have in common: whose call it is, whether it can be done, what is answered. */
@Component("voiceCommands")
public class VoiceCommands {

    /** The commands, by the last word of their paths. */
    private static final Map<String, Class<? extends CallVerb>> VERBS = Map.of(
            "start_recording",
            RecordingVerb.StartRecording.class,
            "stop_recording",
            RecordingVerb.StopRecording.class,
            "hangup",
            CallVerb.Hangup.class,
            "hangup_call",
            CallVerb.Hangup.class,
            "transfer",
            CallVerb.Transfer.class,
            "play_audio",
            CallVerb.Play.class,
            "speak",
            CallVerb.Speak.class,
            "send_dtmf",
            CallVerb.SendDtmf.class,
            "gather_dtmf",
            CallVerb.GatherDtmf.class);

    private final ApiEdge api;
    private final CallView view;
    private final CheckTransfer transfers;
    private final Recordings recordings;
    private final Carriers carriers;
    private final CarrierOperations operations;

    VoiceCommands(
            ApiEdge api,
            CallView view,
            CheckTransfer transfers,
            Recordings recordings,
            Carriers carriers,
            CarrierOperations operations) {
        this.api = api;
        this.view = view;
        this.transfers = transfers;
        this.recordings = recordings;
        this.carriers = carriers;
        this.operations = operations;
    }

    /**
     * Reads a command; the body is then what the call's carrier is asked for.
     *
     * @throws TelException.NotFound when the caller has no such call
     * @throws TelException.Conflict when its state does not allow it
     * @throws TelException.FeatureDisabled when its carrier cannot do it
     */
    public CallAction read(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        CallVerb verb = api.readCommand(exchange, VERBS);
        ActiveCall call = view.active(callId(verb, caller), caller);
        if (verb.wantsTalk() && !call.answered()) {
            throw new TelException.Conflict("Nobody has answered the call yet").about(call.id());
        }
        if (!operations.has(call.carrier(), verb.operation())) {
            throw new TelException.FeatureDisabled(carriers.titleOf(call.carrier()) + " does not do this in a call")
                    .about(call.id());
        }
        CallVerb allowed = verb instanceof CallVerb.Transfer transfer ? transfers.check(caller, call, transfer) : verb;
        exchange.setProperty("recording", recording(verb, call, caller));
        exchange.setProperty("call", call.id());
        exchange.setProperty("carrier", call.carrier());
        exchange.setProperty("operation", verb.operation());
        exchange.setProperty("answer", verb.answer());
        return new CallAction(
                call.carrierCallId(), call.attempt(), UUID.randomUUID().toString(), call.from(), allowed);
    }

    private String callId(CallVerb verb, ApiKey caller) {
        return verb instanceof RecordingVerb.StopRecording stop && stop.recordingId() != null
                ? recordings
                        .callOf(stop.recordingId(), caller.name())
                        .orElseThrow(() -> new TelException.NotFound("There is no such recording"))
                : verb.callId();
    }

    /** The recording that a command begins or ends, or null. */
    private String recording(CallVerb verb, ActiveCall call, ApiKey caller) {
        if (verb instanceof RecordingVerb.StartRecording start) {
            return recordings.begin(
                    new Recordings.Owner(call.id(), caller.name(), caller.organization(), call.carrier()), start);
        }
        if (verb instanceof RecordingVerb.StopRecording stop) {
            return recordings
                    .open(call.id())
                    .filter(open ->
                            stop.recordingId() == null || stop.recordingId().equals(open))
                    .orElseThrow(() -> new TelException.Conflict("Nothing of the call is recorded").about(call.id()));
        }
        return null;
    }

    /** Answers a command that the carrier took. */
    public void obeyed(
            Exchange exchange,
            @ExchangeProperty("call") String call,
            @ExchangeProperty("recording") String recording,
            @ExchangeProperty("answer") String answer) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("call_id", call);
        message.put("status", answer);
        if (recording != null) {
            message.put("recording_id", recording);
        }
        api.answer(exchange, 200, message);
    }

    /** Throws what a carrier's refusal of a command means to its caller. */
    public void disobeyed(
            @ExchangeProperty("carrier") String carrier,
            @ExchangeProperty("call") String call,
            @ExchangeProperty("recording") String recording,
            @ExchangeProperty("operation") String operation,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        CarrierException answer = CarrierFailure.of(carrier, failure);
        if ("call.record-start".equals(operation) && !(answer instanceof CarrierException.Unknown)) {
            recordings.refused(recording);
        }
        throw CarrierFailure.told(answer).about(call);
    }
}
