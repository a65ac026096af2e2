package com.dartwing.tel.hub.voice;

import com.dartwing.tel.carrier.CallQuestion;
import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.carrier.CarrierResult;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.hub.carrier.CarrierFailure;
import com.dartwing.tel.hub.carrier.CarrierOperations;
import com.dartwing.tel.json.Times;
import com.dartwing.tel.voice.CallEnd;
import com.dartwing.tel.voice.CallReport;
import com.dartwing.tel.voice.CallReport.Answered;
import com.dartwing.tel.voice.CallReport.Ended;
import com.dartwing.tel.voice.CallReport.What;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks after calls whose carrier fell silent: those that must have stopped ringing, and those that are longer than they
 * were allowed to be, for the carrier was told to end them by then. It is asked first; one that cannot be asked, or does
 * not know the call, has lost it, and the call is closed. A node that dies over it is followed by another.
 */
@Component("watchCalls")
public class WatchCalls {

    /** How much later than at the latest a carrier may report. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The longest that a call may ring, in seconds. */
    static final int LONGEST_RING = 600;

    /** The longest that a call which came in may be, in seconds. */
    static final int LONGEST_TALK = 14_400;

    private static final Logger LOG = LoggerFactory.getLogger(WatchCalls.class);
    private static final String SILENT = "carrier_silent";
    private static final String STATUS = "call.status";

    /** How long a node may take to ask, and what lies between one question that came to nothing and the next. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    /** After it a call is looked after again that is up, as its carrier says. */
    private static final Duration AGAIN = Duration.ofMinutes(5);

    private static final int MOST_TRIES = 3;

    /**
     * A call whose carrier should have told of its end.
     *
     * @param carrier null when none is known to have it, as is its id of the call
     * @param answeredAt null when nobody is known to have answered
     * @param longest that it may last, from then on
     * @param tries to ask that came to nothing, or are under way elsewhere
     */
    public record Silent(
            String call, String carrier, String carrierCallId, Instant answeredAt, Duration longest, int tries) {}

    private final CallDues dues;
    private final ChangeCalls changes;
    private final Carriers carriers;
    private final CarrierOperations operations;
    private final Clock clock;

    WatchCalls(CallDues dues, ChangeCalls changes, Carriers carriers, CarrierOperations operations, Clock clock) {
        this.dues = dues;
        this.changes = changes;
        this.carriers = carriers;
        this.operations = operations;
        this.clock = clock;
    }

    /**
     * Closes those that nobody can be asked about.
     *
     * @return those that this node is to ask about
     */
    public List<Silent> claim() {
        Instant now = clock.instant();
        return dues.silent(now).stream()
                .filter(this::canBeAsked)
                .filter(silent -> dues.claim(silent, now, now.plus(LEASE)))
                .toList();
    }

    private boolean canBeAsked(Silent silent) {
        boolean can = silent.carrierCallId() != null
                && silent.tries() < MOST_TRIES
                && operations.has(silent.carrier(), STATUS);
        if (!can) {
            close(silent);
        }
        return can;
    }

    /** Turns to one of them, as its carrier's mapping reads it. */
    public CallQuestion turn(Exchange exchange, @Body Silent silent) {
        exchange.setProperty("silent", silent);
        exchange.setProperty("carrier", silent.carrier());
        return new CallQuestion(silent.carrierCallId());
    }

    /** Takes the carrier's word for how it stands with a call. */
    public void told(@ExchangeProperty("silent") Silent silent, @Body CarrierResult result) {
        JsonNode told = result.told();
        time(told, "answeredAt").ifPresent(at -> report(silent, at, new Answered()));
        if (told.path("alive").asBoolean(true)) {
            dues.watch(silent.call(), clock.instant().plus(AGAIN));
            return;
        }
        LOG.warn("{} is over, as its carrier says when it is asked", silent.call());
        String cause = told.path("cause").asText(null);
        report(
                silent,
                time(told, "endedAt").or(() -> lasted(silent, told)).orElseGet(clock::instant),
                cause == null
                        ? new Ended(CallEnd.FAILED, SILENT, null)
                        : new Ended(
                                carriers.find(silent.carrier())
                                        .orElseThrow()
                                        .voice()
                                        .end(cause),
                                cause,
                                null));
    }

    /** The end of a call of which its carrier tells how long it lasted alone; nothing when nobody answered. */
    private Optional<Instant> lasted(Silent silent, JsonNode told) {
        Duration lasted = Duration.ofSeconds(told.path("seconds").asInt());
        if (lasted.isZero()) {
            return Optional.empty();
        }
        Instant answered = silent.answeredAt();
        if (answered == null) {
            answered = clock.instant().minus(lasted);
            report(silent, answered, new Answered());
        }
        return Optional.of(answered.plus(lasted));
    }

    private static Optional<Instant> time(JsonNode told, String field) {
        return Times.parse(told.path(field).asText(null));
    }

    /** Notes that the carrier does not know the call, or could not be asked: it is asked again, or never more. */
    public void unheard(
            @ExchangeProperty("silent") Silent silent, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        CarrierException answer = CarrierFailure.of(silent.carrier(), failure);
        if (answer instanceof CarrierException.Rejected || silent.tries() + 1 >= MOST_TRIES) {
            close(silent);
        } else {
            LOG.warn("{} could not be asked about {}: {}", silent.carrier(), silent.call(), answer.getMessage());
        }
    }

    private void close(Silent silent) {
        LOG.warn("{} is closed: its carrier never told how it ended", silent.call());
        report(
                silent,
                silent.answeredAt() == null
                        ? clock.instant()
                        : silent.answeredAt().plus(silent.longest()),
                new Ended(CallEnd.FAILED, SILENT, null));
    }

    private void report(Silent silent, Instant at, What what) {
        changes.change(new CallChange.Reported(
                silent.call(), new CallReport(silent.carrier(), silent.carrierCallId(), null, at, what)));
    }
}
