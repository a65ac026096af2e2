package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.hub.db.Sql;
import java.time.LocalDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Calls that are over and were kept long enough, with what hangs on them. */
@Component
class OldCalls {

    private static final List<String> PARTS = List.of(
            "DELETE FROM tel_call_attempt WHERE call_name IN (%s)",
            // Their sound follows within the minute.
            "DELETE FROM tel_recording WHERE call_name IN (%s)", "DELETE FROM tel_event WHERE record_id IN (%s)");

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    OldCalls(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Removes some of those that are over; answers how many. */
    int remove(LocalDateTime before, int most) {
        List<String> names = jdbc.queryForList(
                "SELECT name FROM tel_call WHERE initiated_at < ? AND ended_at IS NOT NULL LIMIT ?",
                String.class,
                before,
                most);
        if (!names.isEmpty()) {
            String marks = Sql.marks(names.size());
            transaction.executeWithoutResult(status -> {
                PARTS.forEach(part -> jdbc.update(part.formatted(marks), names.toArray()));
                jdbc.update("DELETE FROM tel_call WHERE name IN (" + marks + ")", names.toArray());
            });
        }
        return names.size();
    }
}
