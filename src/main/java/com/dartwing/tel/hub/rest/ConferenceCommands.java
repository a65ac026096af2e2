package com.dartwing.tel.hub.rest;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.carrier.ConferenceAction;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.carrier.CarrierFailure;
import com.dartwing.tel.hub.voice.ActiveCall;
import com.dartwing.tel.hub.voice.CallView;
import com.dartwing.tel.hub.voice.conference.ConferenceRow;
import com.dartwing.tel.hub.voice.conference.ConferenceView;
import com.dartwing.tel.hub.voice.conference.RecordConferences;
import com.dartwing.tel.voice.conference.ConferenceStatus;
import com.dartwing.tel.voice.conference.ConferenceVerb;
import com.dartwing.tel.voice.conference.Participant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** What all commands about a conference that is on have in common: whose it is, whether it can be done, what is answered. */
@Component("conferenceCommands")
public class ConferenceCommands {

    /** The commands, by the last word of their paths. */
    private static final Map<String, Class<? extends ConferenceVerb>> VERBS = Map.of(
            "join_conference", ConferenceVerb.Join.class,
            "leave_conference", ConferenceVerb.Leave.class,
            "mute_participant", ConferenceVerb.Mute.class,
            "unmute_participant", ConferenceVerb.Unmute.class,
            "end_conference", ConferenceVerb.End.class);

    private final ApiEdge api;
    private final ConferenceApi conferences;
    private final ConferenceView view;
    private final RecordConferences record;
    private final CallView calls;

    ConferenceCommands(
            ApiEdge api, ConferenceApi conferences, ConferenceView view, RecordConferences record, CallView calls) {
        this.api = api;
        this.conferences = conferences;
        this.view = view;
        this.record = record;
        this.calls = calls;
    }

    /**
     * Reads a command; the body is then what the conference's carrier is asked for. Who is to join is put on record.
     *
     * @throws TelException.NotFound when the caller has no such conference or call
     * @throws TelException.Conflict when its state does not allow it
     */
    public ConferenceAction read(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        ConferenceVerb verb = api.readCommand(exchange, VERBS);
        ConferenceRow row = on(verb, caller);
        exchange.setProperty("conference", row.id());
        exchange.setProperty("carrier", row.carrier());
        exchange.setProperty("operation", verb.operation());
        exchange.setProperty("verb", verb);
        ActiveCall call = null;
        if (verb instanceof ConferenceVerb.Join join) {
            call = conferences.talking(join.callId(), caller, row.carrier());
            record.join(join, row.carrier());
        } else if (verb.callId() != null) {
            call = calls.active(verb.callId(), caller);
            if (row.conference()
                    .participant(verb.callId())
                    .filter(Participant::isIn)
                    .isEmpty()) {
                throw new TelException.Conflict("The call is not in this conference").about(row.id());
            }
        }
        return new ConferenceAction(
                row.id(),
                row.carrierConferenceId(),
                call == null ? null : call.carrierCallId(),
                call == null ? null : call.attempt(),
                UUID.randomUUID().toString(),
                row.conference().maxParticipants(),
                false);
    }

    private ConferenceRow on(ConferenceVerb verb, ApiKey caller) {
        ConferenceRow row = view.row(verb.conferenceId(), caller);
        // A carrier whose conferences begin with whoever enters knows them by our id until it tells its own.
        boolean named = row.carrierConferenceId() != null || verb instanceof ConferenceVerb.Join;
        if (row.conference().status() != ConferenceStatus.IN_PROGRESS || !named) {
            throw new TelException.Conflict(
                            row.conference().status().isFinal()
                                    ? "The conference is over"
                                    : "The carrier has not begun the conference yet")
                    .about(row.id());
        }
        return row;
    }

    /** Answers a command that the carrier took. */
    public void obeyed(
            Exchange exchange,
            @ExchangeProperty("caller") ApiKey caller,
            @ExchangeProperty("verb") ConferenceVerb verb) {
        String answer = verb.answer();
        if (verb instanceof ConferenceVerb.Join) {
            Participant one = view.row(verb.conferenceId(), caller)
                    .conference()
                    .participant(verb.callId())
                    .orElseThrow();
            if (one.state() == Participant.State.REFUSED) {
                throw CarrierFailure.told(one.errorCode(), one.errorMessage()).about(verb.conferenceId());
            }
            answer = one.state().answer();
        } else if (verb instanceof ConferenceVerb.Mute || verb instanceof ConferenceVerb.Unmute) {
            record.muted(verb.conferenceId(), verb.callId(), verb instanceof ConferenceVerb.Mute);
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("conference_id", verb.conferenceId());
        if (verb.callId() != null) {
            message.put("call_id", verb.callId());
        }
        message.put("status", answer);
        api.answer(exchange, 200, message);
    }

    /** Throws what a carrier's refusal of a command means to its caller. */
    public void disobeyed(
            @ExchangeProperty("carrier") String carrier,
            @ExchangeProperty("conference") String conference,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        throw CarrierFailure.told(CarrierFailure.of(carrier, failure)).about(conference);
    }
}
