package com.dartwing.tel.hub.voice.conference;

import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.carrier.CarrierResult;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.carrier.ConferenceAction;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.carrier.CarrierFailure;
import com.dartwing.tel.hub.voice.ActiveCall;
import com.dartwing.tel.hub.voice.CallView;
import com.dartwing.tel.hub.voice.conference.ConferenceDues.Due;
import com.dartwing.tel.hub.voice.recording.Recordings;
import com.dartwing.tel.voice.conference.Conference;
import com.dartwing.tel.voice.conference.ConferenceStatus;
import com.dartwing.tel.voice.conference.Participant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out what is on record of a conference, one thing after the other: its beginning, its recording, each call that
 * is to be let in. Each is committed before the carrier is asked: a node that dies over it is followed by another, which
 * asks by the same id of ours. A beginning alone is not asked for twice: the carrier's reports tell of one whose answer
 * was lost. A carrier that reports nothing knows conferences by our id, and has done what it took.
 */
@Component("runConferences")
public class RunConferences {

    /** How long a carrier may take to answer, before it is asked again. */
    private static final Duration LEASE = Duration.ofSeconds(15);

    /** How long it may take to tell of a conference that it may have begun. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int MOST_TRIES = 3;

    /** Exchange property: what is under way, or nothing when there is nothing to do now. */
    private static final String TURN = "conferenceTurn";

    /** What is asked for. */
    enum What {
        BEGIN("conference.create"),
        RECORD("conference.record-start"),
        JOIN("conference.join");

        private final String operation;

        What(String operation) {
            this.operation = operation;
        }
    }

    /** @param call that begins it, or is let in; null when it is about all */
    record Turn(What what, ConferenceRow row, ActiveCall call, int number, boolean muted) {
        ConferenceAction action() {
            String command = row.id() + "-" + what.name().toLowerCase(Locale.ROOT);
            return new ConferenceAction(
                    row.id(),
                    row.carrierConferenceId(),
                    call == null ? null : call.carrierCallId(),
                    call == null ? null : call.attempt(),
                    what == What.JOIN ? command + "-" + call.id() + "-" + number : command,
                    row.conference().maxParticipants(),
                    muted);
        }
    }

    private final ConferenceRows rows;
    private final ConferenceDues dues;
    private final ChangeConferences changes;
    private final CallView calls;
    private final Recordings recordings;
    private final Carriers carriers;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RunConferences(
            ConferenceRows rows,
            ConferenceDues dues,
            ChangeConferences changes,
            CallView calls,
            Recordings recordings,
            Carriers carriers,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.dues = dues;
        this.changes = changes;
        this.calls = calls;
        this.recordings = recordings;
        this.carriers = carriers;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Turns to what is to be done next, as the carrier's mapping reads it.
     *
     * @param own whether whoever put it on record asks, and not the watch
     */
    public void claim(
            Exchange exchange,
            @ExchangeProperty("conference") String conference,
            @ExchangeProperty("own") boolean own) {
        Turn turn = transaction.execute(status -> rows.lock(conference)
                .flatMap(row -> next(row, own, clock.instant()))
                .orElse(null));
        exchange.removeProperty(TURN);
        if (turn != null) {
            exchange.setProperty(TURN, turn);
            exchange.setProperty("carrier", turn.row().carrier());
            exchange.setProperty("operation", turn.what().operation);
            exchange.getMessage().setBody(turn.action());
        }
    }

    private Optional<Turn> next(ConferenceRow row, boolean own, Instant now) {
        if (row.conference().status() == ConferenceStatus.STARTING) {
            return begin(row, own, now);
        }
        if (row.conference().status().isFinal()) {
            return Optional.empty();
        }
        // Some carriers have no id of it before they tell of its beginning.
        if (row.recordDue() && row.carrierConferenceId() != null) {
            dues.recordAsked(row.id());
            return Optional.of(new Turn(What.RECORD, row, null, 1, false));
        }
        for (Optional<Due> due = dues.next(row.id(), own, now); due.isPresent(); due = dues.next(row.id(), own, now)) {
            Optional<Turn> turn = join(row, due.get(), now);
            if (turn.isPresent()) {
                return turn;
            }
        }
        return Optional.empty();
    }

    private Optional<Turn> begin(ConferenceRow row, boolean own, Instant now) {
        boolean isDue = row.dueAt() != null && !row.dueAt().isAfter(now);
        boolean isGivenUp = row.tries() >= (reports(row) ? 1 : MOST_TRIES);
        if (isGivenUp && isDue) {
            fail(row, CarrierException.UNREACHED, "Its carrier never told that it had begun it");
        }
        if (isGivenUp || !(isDue || (own && row.tries() == 0))) {
            return Optional.empty();
        }
        Participant first = row.conference().participants().get(0);
        Optional<ActiveCall> call = up(first.callId(), row);
        if (call.isEmpty()) {
            fail(row, "TEL-013", "The call that was to begin it is over");
            return Optional.empty();
        }
        dues.asked(row.id(), now.plus(reports(row) ? PATIENCE : LEASE));
        return Optional.of(new Turn(What.BEGIN, row, call.get(), 1, false));
    }

    private Optional<Turn> join(ConferenceRow row, Due due, Instant now) {
        Optional<ActiveCall> call = up(due.call(), row);
        if (due.tries() >= MOST_TRIES || call.isEmpty()) {
            String code = call.isEmpty() ? "TEL-013" : CarrierException.UNREACHED;
            String why = call.isEmpty() ? "The call is over" : "The carrier could not be reached";
            changes.change(row.id(), one -> one.change(due.call(), who -> who.refused(code, why)));
            return Optional.empty();
        }
        dues.asked(row.id(), due.call(), now.plus(LEASE));
        Participant who = row.conference().participant(due.call()).orElseThrow();
        return Optional.of(new Turn(What.JOIN, row, call.get(), who.turn(), who.muted()));
    }

    private Optional<ActiveCall> up(String call, ConferenceRow row) {
        try {
            return Optional.of(calls.active(call, row.apiKey()));
        } catch (TelException.Conflict | TelException.NotFound over) {
            return Optional.empty();
        }
    }

    /** Notes that the carrier has heard. */
    public void taken(@ExchangeProperty(TURN) Turn turn, @Body CarrierResult result) {
        transaction.executeWithoutResult(status -> {
            ConferenceRow row = turn.row();
            boolean reports = reports(row);
            if (turn.what() == What.BEGIN) {
                changes.change(row.id(), conference -> conference.begun(clock.instant()));
                String theirs = reports ? result.carrierId() : row.id();
                if (theirs != null) {
                    rows.known(row.id(), row.carrier(), theirs);
                }
            } else if (turn.what() == What.JOIN) {
                rows.lock(row.id());
                dues.heard(row.id(), turn.call().id());
            }
            if (!reports && turn.call() != null) {
                changes.change(
                        row.id(),
                        conference -> conference.change(turn.call().id(), one -> one.joined(clock.instant())));
            }
        });
    }

    private boolean reports(ConferenceRow row) {
        return carriers.find(row.carrier())
                .map(carrier -> carrier.voice().conferences().reports())
                .orElse(true);
    }

    /** Notes that it said no. A call that it did not hear of is let in later; of a beginning it may tell by itself. */
    public void failed(
            @ExchangeProperty(TURN) Turn turn, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        CarrierException answer = CarrierFailure.of(turn.row().carrier(), failure);
        if (answer instanceof CarrierException.Unknown) {
            return;
        }
        switch (turn.what()) {
            case BEGIN -> fail(turn.row(), answer.telCode(), answer.getMessage());
            case RECORD -> recordings.refused(turn.row().recording());
            case JOIN -> {
                if (answer instanceof CarrierException.Rejected) {
                    changes.change(
                            turn.row().id(),
                            conference -> conference.change(
                                    turn.call().id(), one -> one.refused(answer.telCode(), answer.getMessage())));
                }
            }
        }
    }

    private void fail(ConferenceRow row, String code, String why) {
        Optional<Conference> after =
                changes.change(row.id(), conference -> conference.failed(clock.instant(), code, why));
        boolean failed = after.filter(conference -> conference.status() == ConferenceStatus.FAILED)
                .isPresent();
        if (failed && row.recording() != null) {
            recordings.refused(row.recording());
        }
    }
}
