package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.hub.db.Sql;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Messages that are over and were kept long enough, with what hangs on them. */
@Component
class OldMessages {

    /** Not over: it waits, a node has it in hand, or its record is still to be written. */
    private static final String OPEN =
            "(status IN ('Queued', 'Scheduled', 'Held') OR owner IS NOT NULL OR next_attempt_at IS NOT NULL)";

    private static final List<String> PARTS = List.of(
            "DELETE FROM tel_sms_attempt WHERE message IN (%s)",
            "DELETE FROM tel_carrier_receipt WHERE message IN (%s)",
            "DELETE FROM tel_event WHERE record_id IN (%s)",
            "DELETE FROM tel_media_content WHERE name IN (SELECT name FROM tel_media WHERE message IN (%s))",
            "DELETE FROM tel_media WHERE message IN (%s)");

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    OldMessages(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Whether all messages in a partition are over. */
    boolean isOver(String partition) {
        return jdbc.queryForList("SELECT name FROM " + partition + " WHERE " + OPEN + " LIMIT 1", String.class)
                .isEmpty();
    }

    /** Removes some of those that are over; answers how many. */
    int remove(String from, LocalDateTime before, int most) {
        List<String> names = jdbc.queryForList(
                "SELECT name FROM " + from + " WHERE created_at < ? AND NOT " + OPEN + " LIMIT ?",
                String.class,
                before,
                most);
        if (!names.isEmpty()) {
            transaction.executeWithoutResult(status -> {
                parts(names);
                jdbc.update(
                        "DELETE FROM " + from + " WHERE name IN (" + Sql.marks(names.size()) + ")", names.toArray());
            });
        }
        return names.size();
    }

    /** Removes what hangs on the messages of a partition, which is about to go as a whole. */
    void removeParts(String partition, int most) {
        String last = "";
        while (true) {
            List<String> names = jdbc.queryForList(
                    "SELECT name FROM " + partition + " WHERE name > ? ORDER BY name LIMIT ?",
                    String.class,
                    last,
                    most);
            if (names.isEmpty()) {
                return;
            }
            transaction.executeWithoutResult(status -> parts(names));
            last = names.get(names.size() - 1);
        }
    }

    /** Removes some of the events that all have heard of; answers how many. */
    int removeEvents(Instant before, int most) {
        return jdbc.update(
                "DELETE FROM tel_event WHERE relayed_at < ? AND created_at < ? LIMIT " + most,
                Sql.utc(before),
                Sql.utc(before));
    }

    /** Marks by which a message that a carrier brings twice is known: none tries for so long. */
    int removeSeen(Instant before, int most) {
        return jdbc.update("DELETE FROM tel_inbound_seen WHERE received_at < ? LIMIT " + most, Sql.utc(before));
    }

    private void parts(List<String> names) {
        String marks = Sql.marks(names.size());
        PARTS.forEach(part -> jdbc.update(part.formatted(marks), names.toArray()));
    }
}
