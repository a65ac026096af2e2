package com.dartwing.tel.hub.voice;

import com.dartwing.tel.carrier.CallAction;
import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.carrier.CarrierFailure;
import com.dartwing.tel.hub.carrier.CarrierOperations;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.voice.recording.Recordings;
import com.dartwing.tel.voice.CallEvent;
import com.dartwing.tel.voice.CallVerb;
import com.dartwing.tel.voice.RecordingVerb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What a call is to begin with once somebody has answered it. It is due from the answer on, in the call's row, so that a
 * node that dies over it is followed by another; its commands have the same ids at each try, so that carriers obey once.
 */
@Component("greetCalls")
public class GreetCalls {

    /** How long a node may take over it, before another one tries. */
    private static final Duration LEASE = Duration.ofSeconds(15);

    private static final int AT_ONCE = 100;

    /**
     * A command that nobody waits for.
     *
     * @param recording our id of what it begins, or null
     */
    public record Order(String call, String carrier, CallAction action, String recording) {}

    private final JdbcTemplate jdbc;
    private final ChangeCalls changes;
    private final Recordings recordings;
    private final CarrierOperations operations;
    private final Clock clock;

    GreetCalls(
            JdbcTemplate jdbc, ChangeCalls changes, Recordings recordings, CarrierOperations operations, Clock clock) {
        this.jdbc = jdbc;
        this.changes = changes;
        this.recordings = recordings;
        this.operations = operations;
        this.clock = clock;
    }

    /** Calls whose greeting was due a while ago: whoever had it in hand is gone. */
    public List<String> overdue() {
        return jdbc.queryForList(
                "SELECT name FROM tel_call WHERE " + Sql.due("greet_at") + " ORDER BY greet_at LIMIT " + AT_ONCE,
                String.class,
                Sql.utc(clock.instant().minus(LEASE)));
    }

    /** What the carrier is to be asked for; nothing when another node has it in hand, or nothing is due. */
    public List<Order> claim(Exchange exchange, @Body String call) {
        Instant now = clock.instant();
        int claimed = jdbc.update(
                "UPDATE tel_call SET greet_at = ? WHERE name = ? AND greet_at <= ?",
                Sql.utc(now.plus(LEASE)),
                call,
                Sql.utc(now));
        if (claimed == 0) {
            return List.of();
        }
        exchange.setProperty("greeted", call);
        return jdbc
                .query(
                        "SELECT * FROM tel_call WHERE name = ? AND status = 'In Progress'",
                        (row, n) -> orders(row),
                        call)
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Order> orders(ResultSet row) throws SQLException {
        String call = row.getString("name");
        String text = row.getString("tts_text");
        List<Order> orders = new ArrayList<>();
        if (row.getBoolean("recording_enabled")) {
            RecordingVerb.StartRecording start = RecordingVerb.StartRecording.of(call);
            if (operations.has(row.getString("carrier"), start.operation())) {
                Recordings.Owner owner = new Recordings.Owner(
                        call, row.getString("api_key"), row.getString("organization"), row.getString("carrier"));
                orders.add(order(row, "recording", start, recordings.ensure(owner, start)));
            } else {
                tell(call, start, new TelException.FeatureDisabled("The carrier does not record calls"));
            }
        }
        if (text != null) {
            orders.add(order(row, "greeting", new CallVerb.Speak(call, text, row.getString("tts_voice")), null));
        }
        return orders;
    }

    private static Order order(ResultSet row, String what, CallVerb verb, String recording) throws SQLException {
        String call = row.getString("name");
        return new Order(
                call,
                row.getString("carrier"),
                new CallAction(
                        row.getString("carrier_call_id"), null, call + "-" + what, row.getString("from_number"), verb),
                recording);
    }

    /** Turns to one of the orders, as its carrier's mapping reads it. */
    public CallAction turn(Exchange exchange, @Body Order order) {
        exchange.setProperty("order", order);
        exchange.setProperty("carrier", order.carrier());
        exchange.setProperty("operation", order.action().verb().operation());
        return order.action();
    }

    /** Tells that the carrier did not do it; the call goes on. */
    public void failed(
            @ExchangeProperty("order") Order order, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        CarrierException answer = CarrierFailure.of(order.carrier(), failure);
        TelException told = answer instanceof CarrierException.Rejected
                ? new TelException.NotReachable("The carrier refused it: " + answer.getMessage())
                : new TelException.CarrierFailure("The carrier could not be reached about it");
        tell(order.call(), order.action().verb(), told);
        if (order.recording() != null && !(answer instanceof CarrierException.Unknown)) {
            recordings.refused(order.recording());
        }
    }

    private void tell(String call, CallVerb verb, TelException why) {
        changes.change(new CallChange.Told(
                call,
                (sequence, at, status) -> CallEvent.commandFailed(call, sequence, at, status, verb.operation(), why),
                () -> true));
    }

    /** Notes that it is done, or in vain. */
    public void done(@ExchangeProperty("greeted") String call) {
        if (call != null) {
            jdbc.update("UPDATE tel_call SET greet_at = NULL WHERE name = ?", call);
        }
    }
}
