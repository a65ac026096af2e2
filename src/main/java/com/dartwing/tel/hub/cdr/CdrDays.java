package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.hub.db.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The days of which there are records, and whether their summaries hold: a day is {@code Changed} when a record of it came
 * or changed since it was summed up, {@code Summed} when not, {@code Closed} when its records are gone and the summaries are
 * all that is left. A day without a row has no records.
 *
 * <p>A writer says which days it changes before it writes their records, in the same transaction; the row's lock then parts
 * it from whoever sums the day up. Today is not summed up, so there it is enough that the row exists.
 */
@Component
class CdrDays {

    private final JdbcTemplate jdbc;

    CdrDays(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    static LocalDate dayOf(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Days of which records are about to be written, in the caller's transaction. */
    void changing(Collection<LocalDate> days, Instant now) {
        LocalDate today = dayOf(now);
        for (LocalDate day : new TreeSet<>(days)) {
            if (day.isBefore(today)) {
                // Between the two another node may have added it.
                if (!mark(day, now)) {
                    add(day, now);
                    mark(day, now);
                }
            } else if (!isKnown(day)) {
                add(day, now);
            }
        }
    }

    private boolean mark(LocalDate day, Instant now) {
        return jdbc.update(
                        "UPDATE tel_cdr_day SET state = CASE WHEN state = 'Closed' THEN state ELSE 'Changed' END,"
                                + " modified_at = ? WHERE cdr_day = ?",
                        Sql.utc(now),
                        day)
                > 0;
    }

    private boolean isKnown(LocalDate day) {
        Integer rows = jdbc.queryForObject("SELECT COUNT(*) FROM tel_cdr_day WHERE cdr_day = ?", Integer.class, day);
        return rows != null && rows > 0;
    }

    private void add(LocalDate day, Instant now) {
        jdbc.update(
                "INSERT IGNORE INTO tel_cdr_day (cdr_day, state, modified_at) VALUES (?, 'Changed', ?)",
                day,
                Sql.utc(now));
    }

    /** Days whose summaries do not hold, within a time; null is no end. */
    List<LocalDate> changed(LocalDate from, LocalDate until) {
        List<Object> values = new ArrayList<>();
        String within = "";
        if (from != null) {
            within += " AND cdr_day >= ?";
            values.add(from);
        }
        if (until != null) {
            within += " AND cdr_day < ?";
            values.add(until);
        }
        return jdbc.queryForList(
                "SELECT cdr_day FROM tel_cdr_day WHERE state = 'Changed'" + within + " ORDER BY cdr_day",
                LocalDate.class,
                values.toArray());
    }

    /** Whether the records of a day of this time are gone. */
    boolean anyClosed(CdrFilter filter) {
        List<Object> values = new ArrayList<>();
        String within = "";
        if (filter.from() != null) {
            within += " AND cdr_day >= ?";
            values.add(dayOf(filter.from()));
        }
        if (filter.until() != null) {
            within += " AND cdr_day <= ?";
            values.add(dayOf(filter.until()));
        }
        return !jdbc.queryForList(
                        "SELECT cdr_day FROM tel_cdr_day WHERE state = 'Closed'" + within + " LIMIT 1",
                        LocalDate.class,
                        values.toArray())
                .isEmpty();
    }

    /** Says that the days before have their summaries and nothing else. */
    void close(LocalDate before, Instant now) {
        jdbc.update(
                "UPDATE tel_cdr_day SET state = 'Closed', modified_at = ? WHERE cdr_day < ? AND state = 'Summed'",
                Sql.utc(now),
                before);
    }

    /** Days before {@code today} that are to be summed up, but those that were not long ago. */
    List<LocalDate> toSum(LocalDate today, Instant notSince) {
        return jdbc.queryForList(
                "SELECT cdr_day FROM tel_cdr_day WHERE state = 'Changed' AND cdr_day < ?"
                        + " AND (summed_at IS NULL OR summed_at <= ?) ORDER BY cdr_day",
                LocalDate.class,
                today,
                Sql.utc(notSince));
    }

    /**
     * Says that a day's summaries hold, before they are written in the same transaction; from here on writers of its
     * records wait.
     *
     * @return whether there is anything to do
     */
    boolean summed(LocalDate day, Instant now) {
        return jdbc.update(
                        "UPDATE tel_cdr_day SET state = 'Summed', summed_at = ?, modified_at = ?"
                                + " WHERE cdr_day = ? AND state = 'Changed'",
                        Sql.utc(now),
                        Sql.utc(now),
                        day)
                > 0;
    }
}
