package com.dartwing.tel.hub.voice.script;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.voice.TellCalls;
import com.dartwing.tel.hub.voice.script.CallScripts.State;
import com.dartwing.tel.voice.CallEvent;
import com.dartwing.tel.voice.CallStatus;
import com.dartwing.tel.voice.script.ReadVerbs;
import com.dartwing.tel.voice.script.VerbScript;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets a call's consumer say what happens in it, by what it answers to the call's events. */
@Component("steerCalls")
public class SteerCalls {

    private final JdbcTemplate jdbc;
    private final CallScripts scripts;
    private final TellCalls tell;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SteerCalls(JdbcTemplate jdbc, CallScripts scripts, TellCalls tell, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.scripts = scripts;
        this.tell = tell;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Takes an answer. What is wrong with it is told by an event; answers to that event are not read, so that nobody
     * answers for ever.
     *
     * @return the call, when something is to be done in it now
     */
    public Optional<String> steer(@Body CallAnswer answer) {
        try {
            Optional<VerbScript> script = ReadVerbs.of(answer.answer());
            boolean taken = script.isPresent()
                    && Boolean.TRUE.equals(transaction.execute(status -> replace(answer, script.get())));
            return taken ? Optional.of(answer.call()) : Optional.empty();
        } catch (TelException wrong) {
            tell.tell(
                    answer.call(),
                    (sequence, at, status) ->
                            CallEvent.commandFailed(answer.call(), sequence, at, status, "verbs", wrong),
                    () -> true);
            return Optional.empty();
        }
    }

    private boolean replace(CallAnswer answer, VerbScript script) {
        List<String> status =
                jdbc.queryForList("SELECT status FROM tel_call WHERE name = ? FOR UPDATE", String.class, answer.call());
        if (status.isEmpty() || CallStatus.ofWord(status.get(0)).isFinal()) {
            return false;
        }
        if (scripts.lock(answer.call())
                .filter(row -> row.script().isOwn() && row.state() != State.IDLE)
                .isPresent()) {
            throw new TelException.Conflict("What happens in this call is said by the route of its number");
        }
        return scripts.replace(answer.call(), answer.sequence(), script, clock.instant());
    }
}
