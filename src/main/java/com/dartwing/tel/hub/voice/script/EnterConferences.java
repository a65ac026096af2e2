package com.dartwing.tel.hub.voice.script;

import com.dartwing.tel.access.ApiKeys;
import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.voice.conference.FindConference;
import com.dartwing.tel.hub.voice.script.RunScripts.Turn;
import com.dartwing.tel.voice.CallVerb.EnterConference;
import com.dartwing.tel.voice.conference.Participant;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Lets a call into the conference that its script names. */
@Component("enterConferences")
public class EnterConferences {

    private final FindConference conferences;
    private final ApiKeys keys;

    EnterConferences(FindConference conferences, ApiKeys keys) {
        this.conferences = conferences;
        this.keys = keys;
    }

    /**
     * Puts on record that it is to be let in; answers the conference. A turn that is taken again finds it there.
     *
     * @throws CarrierException.Rejected when it cannot be let in
     */
    public String enter(@ExchangeProperty("turn") Turn turn) {
        EnterConference verb = (EnterConference) turn.verb();
        try {
            return conferences.enter(
                    keys.byName(turn.call().apiKey()).orElseThrow(), turn.call().call(), verb.name(), verb.muted());
        } catch (TelException refused) {
            throw refusal(turn, refused.code(), refused.getMessage());
        }
    }

    private static CarrierException refusal(Turn turn, String code, String why) {
        return new CarrierException.Rejected(turn.call().call().carrier(), code, why, code);
    }

    /** @throws CarrierException.Rejected when the carrier did not let it in */
    public void entered(@ExchangeProperty("turn") Turn turn, @ExchangeProperty("conference") String conference) {
        Participant one = conferences.participant(conference, turn.id());
        if (one.state() == Participant.State.REFUSED) {
            throw refusal(turn, one.errorCode(), one.errorMessage());
        }
    }
}
