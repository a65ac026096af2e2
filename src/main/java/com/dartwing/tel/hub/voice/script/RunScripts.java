package com.dartwing.tel.hub.voice.script;

import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.carrier.CarrierFailure;
import com.dartwing.tel.hub.voice.CallColumns;
import com.dartwing.tel.hub.voice.TellCalls;
import com.dartwing.tel.hub.voice.recording.Recordings;
import com.dartwing.tel.hub.voice.script.CallScripts.Row;
import com.dartwing.tel.hub.voice.script.CallScripts.State;
import com.dartwing.tel.voice.Awaited;
import com.dartwing.tel.voice.CallEvent;
import com.dartwing.tel.voice.CallStatus;
import com.dartwing.tel.voice.CallVerb;
import com.dartwing.tel.voice.script.Script;
import com.dartwing.tel.voice.script.VerbScript;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out the scripts of calls, step by step. What is to be sent, and what is waited for, is committed before the
 * carrier is asked: it may tell that it is done before it answers, and a node that dies over it is followed by another,
 * which asks by the same id of ours.
 */
@Component("runScripts")
public class RunScripts {

    private static final Logger LOG = LoggerFactory.getLogger(RunScripts.class);

    /** How long a node may take to ask a carrier, before it is asked again. */
    private static final Duration LEASE = Duration.ofSeconds(15);

    private static final int MOST_TRIES = 3;

    /** The most that happens in a call by itself. */
    private static final int MOST_TURNS = 500;

    private static final int AT_ONCE = 100;

    /** Exchange property: what is under way, or nothing when there is nothing to do now. */
    private static final String TURN = "turn";

    /** Exchange property: the recording that was put on record for it, or nothing. */
    private static final String RECORDING = "recording";

    /**
     * What is to be done in a call.
     *
     * @param isGivenUp whether its carrier was asked for it so often that nobody asks again
     */
    public record Turn(ScriptedCall call, int number, CallVerb verb, boolean isOwn, boolean isGivenUp) {
        String id() {
            return call.call().id();
        }
    }

    private final JdbcTemplate jdbc;
    private final CallScripts scripts;
    private final PrepareTurn prepare;
    private final TellCalls tell;
    private final Recordings recordings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RunScripts(
            JdbcTemplate jdbc,
            CallScripts scripts,
            PrepareTurn prepare,
            TellCalls tell,
            Recordings recordings,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.scripts = scripts;
        this.prepare = prepare;
        this.tell = tell;
        this.recordings = recordings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Calls about whose script something is to be done, and nobody did. */
    public List<String> due() {
        return scripts.due(clock.instant(), AT_ONCE);
    }

    /** Turns to what is to be done next, as the carrier's mapping reads it. */
    public void claim(Exchange exchange, @ExchangeProperty("scripted") String call) {
        exchange.removeProperty(TURN);
        for (Turn turn = next(call); turn != null; turn = next(call)) {
            if (turn.isGivenUp()) {
                fail(turn, CarrierFailure.told(CarrierException.UNREACHED, null));
                continue;
            }
            try {
                PrepareTurn.Order order = prepare.order(turn);
                exchange.setProperty(TURN, turn);
                exchange.setProperty(RECORDING, order.recording());
                exchange.setProperty("carrier", turn.call().call().carrier());
                exchange.setProperty("operation", turn.verb().operation());
                exchange.getMessage().setBody(order.action());
                return;
            } catch (TelException refused) {
                fail(turn, refused);
            }
        }
    }

    private Turn next(String call) {
        return transaction.execute(status -> {
            Instant now = clock.instant();
            ScriptedCall active = lock(call);
            Row row = active == null ? null : scripts.lock(call).orElse(null);
            if (row == null) {
                return null;
            }
            if (active.status().isFinal()) {
                scripts.end(List.of(call));
                return null;
            }
            return row.dueAt() == null || row.dueAt().isAfter(now) ? null : turn(active, row, now);
        });
    }

    private ScriptedCall lock(String call) {
        return jdbc
                .query(
                        CallColumns.SELECT_ACTIVE + " WHERE c.name = ? FOR UPDATE",
                        (row, n) -> ScriptedCall.read(row),
                        call)
                .stream()
                .findFirst()
                .orElse(null);
    }

    private Turn turn(ScriptedCall call, Row row, Instant now) {
        boolean late = row.state() == State.WAITING;
        Script script = late ? row.script().after(null) : row.script();
        int number = late ? row.turn() + 1 : row.turn();
        int tries = late ? 0 : row.tries();
        if (number > MOST_TURNS) {
            LOG.warn("{} is left alone: no end of it", call.call().id());
            script = VerbScript.hangUp();
            number++;
            tries = 0;
        }
        Optional<CallVerb> wanted = number > MOST_TURNS + 2
                ? Optional.empty()
                : script.verb(call.call().id());
        if (wanted.isEmpty()) {
            scripts.write(call.call().id(), new Row(row.sequence(), script, number, State.IDLE, null, 0, null), now);
            return null;
        }
        if (!call.inbound() && !call.call().answered()) {
            scripts.write(
                    call.call().id(),
                    new Row(row.sequence(), script, number, State.WAITING, Awaited.ANSWERED, 0, null),
                    now);
            return null;
        }
        CallVerb verb = call.call().answered() ? wanted.get() : yesOrNo(wanted.get());
        if (tries >= MOST_TRIES) {
            LOG.warn("{} is left alone: nobody hears", call.call().id());
            return new Turn(call, number, verb, script.isOwn(), true);
        }
        scripts.write(
                call.call().id(),
                new Row(
                        row.sequence(),
                        script,
                        number,
                        State.SENDING,
                        Patience.waitsFor(verb),
                        tries + 1,
                        now.plus(LEASE)),
                now);
        return new Turn(call, number, verb, script.isOwn(), false);
    }

    /** A call that came in is answered for whatever is to be done in it, or not at all. */
    private static CallVerb yesOrNo(CallVerb wanted) {
        boolean no = wanted instanceof CallVerb.Hangup || wanted instanceof CallVerb.Reject;
        return no ? new CallVerb.Reject(wanted.callId()) : new CallVerb.Answer(wanted.callId());
    }

    /** Notes that the carrier has heard. */
    public void taken(@ExchangeProperty(TURN) Turn turn) {
        Instant now = clock.instant();
        boolean waits = Patience.waitsFor(turn.verb()) != null;
        scripts.taken(
                turn.id(),
                turn.number(),
                waits ? State.WAITING : State.IDLE,
                waits ? now.plus(Patience.with(turn.verb())) : null,
                now);
    }

    /** Notes that it said no; when it did not hear, it is asked again once the lease is over. */
    public void failed(
            @ExchangeProperty(TURN) Turn turn,
            @ExchangeProperty(RECORDING) String recording,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        CarrierException answer = CarrierFailure.of(turn.call().call().carrier(), failure);
        if (!(answer instanceof CarrierException.Rejected rejected)) {
            return;
        }
        if (recording != null) {
            recordings.refused(recording);
        }
        boolean gone = turn.call().status() == CallStatus.RINGING && "TEL-013".equals(rejected.telCode());
        if (gone) {
            // Its end was told before it began, or will be: a caller who is gone cannot be answered.
            tell.gone(turn.call().call());
        }
        fail(turn, CarrierFailure.told(rejected));
    }

    private void fail(Turn turn, TelException why) {
        tell.tell(
                turn.id(),
                (sequence, at, status) -> CallEvent.commandFailed(
                        turn.id(), sequence, at, status, turn.verb().operation(), why),
                () -> scripts.lock(turn.id())
                        .filter(row -> row.turn() == turn.number())
                        .map(row -> {
                            scripts.go(turn.id(), row, row.script().afterFailure(), clock.instant());
                            return true;
                        })
                        .orElse(false));
    }
}
