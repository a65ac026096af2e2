package com.dartwing.tel.hub.fax;

import com.dartwing.tel.carrier.CarrierResult;
import com.dartwing.tel.carrier.FaxOrder;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.fax.FaxState;
import com.dartwing.tel.fax.OutboundFax;
import com.dartwing.tel.fax.ValidateFax;
import com.dartwing.tel.fax.document.CoverPage;
import com.dartwing.tel.fax.document.FaxDocument;
import com.dartwing.tel.hub.carrier.CarrierFailure;
import com.dartwing.tel.hub.fax.FaxChange.Asked;
import com.dartwing.tel.hub.fax.FaxChange.Walk;
import com.dartwing.tel.hub.vault.SignedUrls;
import com.dartwing.tel.hub.webhook.CallbackUrls;
import com.dartwing.tel.routing.Attempt;
import com.dartwing.tel.routing.Dispatch;
import com.dartwing.tel.routing.RankCarriers;
import com.dartwing.tel.routing.RouteOption;
import com.dartwing.tel.routing.RouteQuestion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The steps of a fax's way to a carrier, one verb each, as the routes call them. */
@Component("fax")
public class FaxFlow {

    /** Exchange property: the walk along the carriers. */
    private static final String DISPATCH = "dispatch";

    private static final int MONEY_SCALE = 6;

    private final ValidateFax validate;
    private final MakeDocument documents;
    private final RecordFax record;
    private final RankCarriers rank;
    private final SignedUrls urls;
    private final ChangeFaxes changes;
    private final CallbackUrls callbacks;
    private final FaxProperties properties;
    private final Clock clock;

    FaxFlow(
            ValidateFax validate,
            MakeDocument documents,
            RecordFax record,
            RankCarriers rank,
            SignedUrls urls,
            ChangeFaxes changes,
            CallbackUrls callbacks,
            FaxProperties properties,
            Clock clock) {
        this.validate = validate;
        this.documents = documents;
        this.record = record;
        this.rank = rank;
        this.urls = urls;
        this.changes = changes;
        this.callbacks = callbacks;
        this.properties = properties;
        this.clock = clock;
    }

    /** What can be said without its document; then that is fetched, where it has to be, and made ready. */
    public ValidFax prepare(@Body FaxCommand command) {
        OutboundFax fax = validate.validate(
                command.caller(), command.request(), command.uploads().size());
        FaxDocument document = documents.make(
                command.uploads(),
                command.request().wish().documentUrl(),
                cover(fax, fax.parties().to()),
                fax.owner().organization(),
                command.directory());
        return new ValidFax(command.caller(), fax.withPages(document.pages()), document.pdf(), command.bodyHash());
    }

    /** @param to the number that it names, or null */
    static CoverPage cover(OutboundFax fax, String to) {
        OutboundFax.Cover cover = fax.plan().cover();
        return cover == null
                ? null
                : new CoverPage(
                        cover.template(),
                        to,
                        fax.parties().from(),
                        cover.toName(),
                        cover.fromName(),
                        cover.subject(),
                        cover.message(),
                        fax.createdAt(),
                        null,
                        0);
    }

    /** Asks the law once more, for it may be a while since, and ranks the carriers. */
    public Dispatch<OutboundFax> plan(@Body OutboundFax fax) {
        Dispatch<OutboundFax> dispatch = new Dispatch<>(fax, rank.rank(RouteQuestion.of(fax)), clock);
        record.forbidden(fax).ifPresent(dispatch::refuse);
        return dispatch;
    }

    /** Turns to the next carrier, and makes the request that its mapping reads. */
    public void turn(Exchange exchange, @ExchangeProperty(DISPATCH) Dispatch<OutboundFax> dispatch) {
        dispatch.turn();
        String attempt = dispatch.attemptId();
        exchange.setProperty("carrier", dispatch.carrier());
        exchange.getMessage()
                .setBody(FaxOrder.of(
                        dispatch.subject(),
                        attempt,
                        urls.of(FaxDocuments.FOLDER, attempt, clock.instant().plus(properties.urlFor())),
                        callbacks.of(dispatch.carrier(), "fax", attempt)));
    }

    public void taken(@ExchangeProperty(DISPATCH) Dispatch<OutboundFax> dispatch, @Body CarrierResult result) {
        dispatch.sent(result);
    }

    /** Notes that a carrier did not say yes; whatever was thrown on the way gets its kind here. */
    public void failed(
            @ExchangeProperty(DISPATCH) Dispatch<OutboundFax> dispatch,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        dispatch.failed(CarrierFailure.of(dispatch.carrier(), failure));
    }

    /** Writes what came of the walk. */
    public FaxState settle(@ExchangeProperty(DISPATCH) Dispatch<OutboundFax> dispatch) {
        OutboundFax fax = dispatch.subject();
        Walk walk = new Walk(fax.tries(), dispatch.attempts(), dispatch.options());
        return changes.change(outcome(fax, dispatch, walk)).orElseThrow();
    }

    private static FaxChange outcome(OutboundFax fax, Dispatch<OutboundFax> dispatch, Walk walk) {
        TelException refusal = dispatch.refusal();
        if (refusal != null) {
            return new FaxChange.Refused(fax.id(), walk, refusal.code(), refusal.getMessage());
        }
        Attempt last = dispatch.last();
        Attempt.Outcome outcome = last == null ? Attempt.Outcome.UNAVAILABLE : last.outcome();
        return switch (outcome) {
            case SENT -> new FaxChange.Taken(fax.id(), walk, asked(dispatch));
            case REJECTED -> new FaxChange.Refused(fax.id(), walk, dispatch.rejectedAs(), last.detail());
            case UNAVAILABLE -> new FaxChange.NotTaken(fax.id(), walk);
            case UNKNOWN -> new FaxChange.InDoubt(fax.id(), walk, asked(dispatch));
        };
    }

    /** The carrier that was asked last, with the rate at which it was ranked. */
    private static Asked asked(Dispatch<OutboundFax> dispatch) {
        RouteOption option = dispatch.option();
        BigDecimal perPage = option.cost() == null
                ? null
                : option.cost()
                        .divide(BigDecimal.valueOf(dispatch.subject().pages()), MONEY_SCALE, RoundingMode.HALF_UP);
        return new Asked(dispatch.last(), perPage, option.currency());
    }
}
