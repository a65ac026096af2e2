package com.dartwing.tel.hub.sms;

import com.dartwing.tel.carrier.CarrierRequest;
import com.dartwing.tel.carrier.CarrierResult;
import com.dartwing.tel.compliance.Comply;
import com.dartwing.tel.compliance.Judgement;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.access.KeySpend;
import com.dartwing.tel.hub.carrier.CarrierFailure;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.ops.MessageLog;
import com.dartwing.tel.routing.Dispatch;
import com.dartwing.tel.routing.RankCarriers;
import com.dartwing.tel.routing.RouteQuestion;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsCommand;
import com.dartwing.tel.sms.ValidateSms;
import java.time.Clock;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps of an SMS's way, one verb each, as the routes call them. */
@Component("sms")
public class SmsFlow {

    private static final Logger LOG = LoggerFactory.getLogger(SmsFlow.class);

    private final ValidateSms validate;
    private final Comply comply;
    private final RankCarriers rank;
    private final SettleSms settle;
    private final KeySpend spend;
    private final ClaimSms claims;
    private final Outcomes outcomes;
    private final HubProperties properties;
    private final Clock clock;

    public SmsFlow(
            ValidateSms validate,
            Comply comply,
            RankCarriers rank,
            SettleSms settle,
            KeySpend spend,
            ClaimSms claims,
            Outcomes outcomes,
            HubProperties properties,
            Clock clock) {
        this.validate = validate;
        this.comply = comply;
        this.rank = rank;
        this.settle = settle;
        this.spend = spend;
        this.claims = claims;
        this.outcomes = outcomes;
        this.properties = properties;
        this.clock = clock;
    }

    public OutboundSms validate(@Body SmsCommand command) {
        OutboundSms sms = validate.validate(command);
        spend.require(sms.owner().apiKey());
        return sms;
    }

    /**
     * Judges a message by itself; its recipient's word is read when it is recorded. One for later is counted when it
     * leaves.
     */
    public JudgedSms comply(@Body OutboundSms sms, @ExchangeProperty("bodyHash") String bodyHash) {
        Judgement judged = comply.judge(sms);
        return new JudgedSms(sms.policy().scheduledFor() == null ? comply.take(judged) : judged, bodyHash);
    }

    /** Whether a recorded message is to be sent at once. */
    public boolean isDue(@Body Recorded recorded) {
        return recorded.isDue();
    }

    /** Ranks the carriers for a message. */
    public Dispatch<OutboundSms> plan(@Body OutboundSms sms) {
        MessageLog.begin(sms.id());
        Dispatch<OutboundSms> dispatch = new Dispatch<>(sms, rank.rank(RouteQuestion.of(sms)), clock);
        try {
            spend.take(sms, dispatch.options());
        } catch (TelException.InsufficientBalance e) {
            dispatch.refuse(e);
        }
        return dispatch;
    }

    /** Whether another carrier should be tried. */
    public boolean isOpen(@ExchangeProperty("dispatch") Dispatch<OutboundSms> dispatch) {
        return dispatch.isOpen();
    }

    /** Turns to the next carrier, and makes the request that its mapping reads. */
    public void turn(Exchange exchange, @ExchangeProperty("dispatch") Dispatch<OutboundSms> dispatch) {
        dispatch.turn();
        exchange.setProperty("carrier", dispatch.carrier());
        exchange.getMessage()
                .setBody(CarrierRequest.of(
                        dispatch.subject(),
                        dispatch.attemptId(),
                        properties.publicUrl() + "/api/tel/webhook/" + dispatch.carrier() + "/sms?attempt="
                                + dispatch.attemptId()));
    }

    public void sent(@ExchangeProperty("dispatch") Dispatch<OutboundSms> dispatch, @Body CarrierResult result) {
        dispatch.sent(result);
    }

    /** Notes that a carrier did not say yes; whatever was thrown on the way gets its kind here. */
    public void failed(
            @ExchangeProperty("dispatch") Dispatch<OutboundSms> dispatch,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        dispatch.failed(CarrierFailure.of(dispatch.carrier(), failure));
    }

    /** Gives a message back after a fault of ours: it is recorded, and will be tried again. */
    public void giveBack(@Body OutboundSms sms, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception fault) {
        LOG.error("{} could not be dispatched", sms.id(), fault);
        try {
            spend.release(sms);
            claims.giveBack(sms.id());
        } finally {
            MessageLog.end();
        }
    }

    public void settle(@ExchangeProperty("dispatch") Dispatch<OutboundSms> dispatch) {
        settle.settle(dispatch).ifPresent(outcomes::tell);
        MessageLog.end();
    }
}
