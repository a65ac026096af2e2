package com.dartwing.tel.hub.voice;

import com.dartwing.tel.carrier.CallOrder;
import com.dartwing.tel.carrier.CarrierResult;
import com.dartwing.tel.hub.carrier.CarrierFailure;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.voice.CallChange.Walk;
import com.dartwing.tel.routing.Attempt;
import com.dartwing.tel.routing.Dispatch;
import com.dartwing.tel.routing.RankCarriers;
import com.dartwing.tel.routing.RouteOption;
import com.dartwing.tel.routing.RouteQuestion;
import com.dartwing.tel.voice.CallState;
import com.dartwing.tel.voice.OutboundCall;
import com.dartwing.tel.voice.ValidateCall;
import java.time.Clock;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The steps of a call's way to a carrier, one verb each, as the routes call them. */
@Component("voice")
public class VoiceFlow {

    /** Exchange property: the walk along the carriers. */
    private static final String DISPATCH = "dispatch";

    private final ValidateCall validate;
    private final RankCarriers rank;
    private final ChangeCalls changes;
    private final HubProperties properties;
    private final Clock clock;

    VoiceFlow(ValidateCall validate, RankCarriers rank, ChangeCalls changes, HubProperties properties, Clock clock) {
        this.validate = validate;
        this.rank = rank;
        this.changes = changes;
        this.properties = properties;
        this.clock = clock;
    }

    public ValidCall validate(@Body CallCommand command) {
        return new ValidCall(
                command.caller(), validate.validate(command.caller(), command.request()), command.bodyHash());
    }

    /** Ranks the carriers for a call. */
    public Dispatch<OutboundCall> plan(@Body OutboundCall call) {
        return new Dispatch<>(call, rank.rank(RouteQuestion.of(call)), clock);
    }

    /** Turns to the next carrier, and makes the request that its mapping reads. */
    public void turn(Exchange exchange, @ExchangeProperty(DISPATCH) Dispatch<OutboundCall> dispatch) {
        dispatch.turn();
        exchange.setProperty("carrier", dispatch.carrier());
        exchange.getMessage()
                .setBody(CallOrder.of(
                        dispatch.subject(),
                        dispatch.attemptId(),
                        properties.publicUrl() + "/api/tel/webhook/" + dispatch.carrier() + "/call?attempt="
                                + dispatch.attemptId()));
    }

    public void taken(@ExchangeProperty(DISPATCH) Dispatch<OutboundCall> dispatch, @Body CarrierResult result) {
        dispatch.sent(result);
    }

    /** Notes that a carrier did not say yes; whatever was thrown on the way gets its kind here. */
    public void failed(
            @ExchangeProperty(DISPATCH) Dispatch<OutboundCall> dispatch,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        dispatch.failed(CarrierFailure.of(dispatch.carrier(), failure));
    }

    /** Writes what came of the walk. */
    public CallState settle(@ExchangeProperty(DISPATCH) Dispatch<OutboundCall> dispatch) {
        String id = dispatch.subject().id();
        Walk walk = new Walk(dispatch.attempts(), dispatch.options());
        Attempt last = dispatch.last();
        Attempt.Outcome outcome = last == null ? Attempt.Outcome.UNAVAILABLE : last.outcome();
        CallChange change =
                switch (outcome) {
                    case SENT -> new CallChange.Taken(id, walk, asked(dispatch));
                    case REJECTED -> new CallChange.Refused(id, walk, "TEL-201", last.detail());
                    case UNAVAILABLE -> new CallChange.Refused(id, walk, "TEL-006", "no carrier could take the call");
                    case UNKNOWN -> new CallChange.InDoubt(id, walk, asked(dispatch));
                };
        return changes.change(change).orElseThrow();
    }

    /** The carrier that was asked last, with the rate at which it was ranked. */
    private static CallChange.Asked asked(Dispatch<OutboundCall> dispatch) {
        RouteOption option = dispatch.option();
        return new CallChange.Asked(dispatch.last(), option.cost(), option.currency());
    }
}
