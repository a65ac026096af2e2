package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.hub.db.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Whether the summaries of a day still hold. A writer says that a day changed before it writes a record of it, in the
 * same transaction; the row's lock then parts it from whoever sums the day up.
 */
@Component
class CdrDays {

    /** What is known of a day; one without a row was never summed up. */
    enum State {
        /** Its summaries are what its records say. */
        SUMMED,
        /** A record came or changed since. */
        CHANGED,
        /** Its records are gone, and its summaries are all that is left. */
        CLOSED;

        String word() {
            return name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final JdbcTemplate jdbc;

    CdrDays(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    static LocalDate dayOf(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Days of which records are about to be written; today needs no word, for it is not summed up yet. */
    void changing(Collection<LocalDate> days, Instant now) {
        LocalDate today = dayOf(now);
        for (LocalDate day : new TreeSet<>(days)) {
            if (day.isBefore(today)) {
                int known = jdbc.update(
                        "UPDATE tel_cdr_day SET state = CASE WHEN state = 'Closed' THEN state ELSE 'Changed' END,"
                                + " modified_at = ? WHERE cdr_day = ?",
                        Sql.utc(now),
                        day);
                if (known == 0) {
                    insert(day, State.CHANGED, now);
                }
            }
        }
    }

    /** A day that another writer adds at this moment makes this one's transaction begin again. */
    private void insert(LocalDate day, State state, Instant now) {
        jdbc.update(
                "INSERT INTO tel_cdr_day (cdr_day, state, modified_at) VALUES (?, ?, ?)",
                day,
                state.word(),
                Sql.utc(now));
    }

    /** Days whose summaries stand for their records, within a time. */
    List<LocalDate> summed(LocalDate from, LocalDate until) {
        return jdbc.queryForList(
                "SELECT cdr_day FROM tel_cdr_day WHERE state IN ('Summed', 'Closed') AND cdr_day >= ? AND cdr_day < ?"
                        + " ORDER BY cdr_day",
                LocalDate.class,
                from,
                until);
    }
}
