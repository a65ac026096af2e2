package com.dartwing.tel.hub.voice.script;

import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.voice.Awaited;
import com.dartwing.tel.voice.script.Script;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Scripts as rows of {@code tel_call_script}, one for each call that has one: Due, then Sending while its carrier is
 * asked, Waiting until that tells that it is done, and Idle when nothing is left. All is done in the caller's
 * transaction, which holds the lock of the call.
 */
@Component
public class CallScripts {

    /**
     * A script as its row tells it.
     *
     * @param sequence of the event that it answers; 0 for the hub's own
     * @param turn counts what was begun in this call; a carrier's command is known by it
     * @param tries how often its carrier was asked to do this
     * @param dueAt when something is to be done about it, or null
     */
    record Row(int sequence, Script script, int turn, State state, Awaited waitsFor, int tries, Instant dueAt) {}

    enum State {
        DUE,
        SENDING,
        WAITING,
        IDLE
    }

    private final JdbcTemplate jdbc;

    CallScripts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives a call that has none the hub's own. */
    public void begin(String call, Script script, Instant now) {
        insert(call, 0, script, now);
    }

    /** Gives a call a script, in the place of what is left of the one before; not of one that answers a later event. */
    boolean replace(String call, int sequence, Script script, Instant now) {
        Optional<Row> before = lock(call);
        if (before.isEmpty()) {
            insert(call, sequence, script, now);
        } else if (before.get().sequence() < sequence) {
            jdbc.update("UPDATE tel_call_script SET sequence = ? WHERE call_name = ?", sequence, call);
            go(call, before.get(), script, now);
        } else {
            return false;
        }
        return true;
    }

    private void insert(String call, int sequence, Script script, Instant now) {
        jdbc.update(
                "INSERT INTO tel_call_script (call_name, sequence, program, turn, state, tries, due_at, modified_at)"
                        + " VALUES (?, ?, ?, 1, 'DUE', 0, ?, ?)",
                call,
                sequence,
                script.write(),
                Sql.utc(now),
                Sql.utc(now));
    }

    /** Goes on with what its carrier told to be done; nothing when nobody waits for that. */
    public void done(String call, Awaited what, String digits, Instant now) {
        lock(call)
                .filter(row -> row.waitsFor() == what || what == Awaited.OVER && isUnderWay(row.waitsFor()))
                .ifPresent(row -> go(
                        call,
                        row,
                        what == Awaited.ANSWERED ? row.script() : row.script().after(digits),
                        now));
    }

    private static boolean isUnderWay(Awaited waitsFor) {
        return waitsFor != null && waitsFor != Awaited.ANSWERED;
    }

    /** The next turn, due at once. */
    void go(String call, Row row, Script script, Instant now) {
        write(call, new Row(row.sequence(), script, row.turn() + 1, State.DUE, null, 0, now), now);
    }

    void write(String call, Row row, Instant now) {
        jdbc.update(
                "UPDATE tel_call_script SET program = ?, turn = ?, state = ?, waits_for = ?, tries = ?, due_at = ?,"
                        + " modified_at = ? WHERE call_name = ?",
                row.script().write(),
                row.turn(),
                row.state().name(),
                row.waitsFor() == null ? null : row.waitsFor().name(),
                row.tries(),
                Sql.utc(row.dueAt()),
                Sql.utc(now),
                call);
    }

    /** Notes that a carrier has taken a turn, unless it was quicker and told already that it is done. */
    void taken(String call, int turn, State state, Instant dueAt, Instant now) {
        jdbc.update(
                "UPDATE tel_call_script SET state = ?, due_at = ?, modified_at = ?"
                        + " WHERE call_name = ? AND turn = ? AND state = 'SENDING'",
                state.name(),
                Sql.utc(dueAt),
                Sql.utc(now),
                call,
                turn);
    }

    /** Forgets those of calls that are over. */
    public void end(Collection<String> calls) {
        if (!calls.isEmpty()) {
            jdbc.update(
                    "DELETE FROM tel_call_script WHERE call_name IN (" + Sql.marks(calls.size()) + ")",
                    calls.stream().sorted().toArray());
        }
    }

    Optional<Row> lock(String call) {
        return jdbc
                .query("SELECT * FROM tel_call_script WHERE call_name = ? FOR UPDATE", (row, n) -> read(row), call)
                .stream()
                .findFirst();
    }

    private static Row read(ResultSet row) throws SQLException {
        String waitsFor = row.getString("waits_for");
        return new Row(
                row.getInt("sequence"),
                Script.read(row.getString("program")),
                row.getInt("turn"),
                State.valueOf(row.getString("state")),
                waitsFor == null ? null : Awaited.valueOf(waitsFor),
                row.getInt("tries"),
                Sql.instant(row, "due_at"));
    }

    /** Calls about whose script something is to be done. */
    List<String> due(Instant now, int most) {
        return jdbc.queryForList(
                "SELECT call_name FROM tel_call_script WHERE " + Sql.due("due_at") + " ORDER BY due_at LIMIT " + most,
                String.class,
                Sql.utc(now));
    }
}
