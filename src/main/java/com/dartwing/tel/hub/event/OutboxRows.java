package com.dartwing.tel.hub.event;

import com.dartwing.tel.event.TelEvent;
import com.dartwing.tel.hub.db.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox as the relay reads it: an event is in it as long as {@code relayed_at} is null. */
@Component
class OutboxRows {

    static final RowMapper<TelEvent> EVENT = (row, number) -> new TelEvent(
            row.getString("name"),
            row.getString("event"),
            row.getString("record_id"),
            row.getInt("sequence"),
            row.getString("api_key"),
            row.getString("target_url"),
            Sql.instant(row, "created_at"),
            row.getString("payload"));

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    OutboxRows(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Events that no broker has confirmed yet, each record's in their sequence.
     *
     * @param held records that are to be left alone
     */
    List<TelEvent> unrelayed(RelaySlots.Run slots, Collection<String> held, int most) {
        List<Object> arguments = new ArrayList<>(List.of(slots.first(), slots.last()));
        arguments.addAll(held);
        arguments.add(most);
        // Named in full, the order is that of the index: nothing is sorted, however many wait.
        return jdbc.query(
                "SELECT name, event, record_id, sequence, api_key, target_url, created_at, payload FROM tel_event"
                        + " WHERE relayed_at IS NULL AND relay_slot BETWEEN ? AND ?"
                        + (held.isEmpty() ? "" : " AND record_id NOT IN (" + Sql.marks(held.size()) + ")")
                        + " ORDER BY relayed_at, relay_slot, record_id, sequence LIMIT ?",
                EVENT,
                arguments.toArray());
    }

    /** The broker has these. They are noted by one commit; without a transaction each would have its own. */
    void relayed(List<String> names, Instant at) {
        Object now = Sql.utc(at);
        List<Object[]> rows =
                names.stream().map(name -> new Object[] {now, name}).toList();
        transaction.executeWithoutResult(
                status -> jdbc.batchUpdate("UPDATE tel_event SET relayed_at = ? WHERE name = ?", rows));
    }

    /** Takes back what was relayed since {@code when}: it is relayed again. */
    int takeBack(Instant when) {
        return jdbc.update("UPDATE tel_event SET relayed_at = NULL WHERE relayed_at >= ?", Sql.utc(when));
    }

    long waiting() {
        return jdbc.queryForObject("SELECT COUNT(*) FROM tel_event WHERE relayed_at IS NULL", Long.class);
    }

    /** When the oldest event was written that still waits; null when none does. */
    Instant oldest() {
        return jdbc.query(
                "SELECT MIN(created_at) AS oldest FROM tel_event WHERE relayed_at IS NULL",
                row -> row.next() ? Sql.instant(row, "oldest") : null);
    }
}
