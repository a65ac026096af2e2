package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.hub.db.Sql;
import java.time.LocalDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Faxes that are over and were kept long enough, with what hangs on them. */
@Component
class OldFaxes {

    private static final List<String> PARTS = List.of(
            "DELETE FROM tel_fax_attempt WHERE fax IN (%s)",
            "DELETE FROM tel_fax_document WHERE fax IN (%s)", "DELETE FROM tel_event WHERE record_id IN (%s)");

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    OldFaxes(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Removes some of those that are over; answers how many. */
    int remove(LocalDateTime before, int most) {
        List<String> names = jdbc.queryForList(
                "SELECT name FROM tel_fax WHERE created_at < ? AND completed_at IS NOT NULL LIMIT ?",
                String.class,
                before,
                most);
        if (!names.isEmpty()) {
            String marks = Sql.marks(names.size());
            transaction.executeWithoutResult(status -> {
                PARTS.forEach(part -> jdbc.update(part.formatted(marks), names.toArray()));
                jdbc.update("DELETE FROM tel_fax WHERE name IN (" + marks + ")", names.toArray());
            });
        }
        return names.size();
    }
}
