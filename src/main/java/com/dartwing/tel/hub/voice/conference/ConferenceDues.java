package com.dartwing.tel.hub.voice.conference;

import com.dartwing.tel.hub.db.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What of conferences is still to be asked of their carriers, and what they should have told. */
@Component
class ConferenceDues {

    /** A call that is to be let in, and how often its carrier was asked to. */
    record Due(String call, int tries) {}

    /** One who is in a conference by its record, and whose call is over. */
    record Gone(String conference, String call, Instant endedAt) {}

    private final JdbcTemplate jdbc;

    ConferenceDues(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Conferences with something that nobody did in time. */
    List<String> overdue(Instant now, Instant quietSince, int most) {
        // Each by an index of its own: those that are over are not gone through.
        return jdbc.queryForList(
                "SELECT name FROM tel_conference WHERE status = 'Starting' AND " + Sql.due("due_at")
                        + " UNION SELECT name FROM tel_conference WHERE status = 'In Progress' AND record_due = TRUE"
                        + " AND carrier_conference_id IS NOT NULL AND "
                        + Sql.due("modified_at")
                        + " UNION SELECT f.name FROM tel_conference_call p JOIN tel_conference f ON f.name ="
                        + " p.conference WHERE p.state = 'Joining' AND " + Sql.due("p.due_at")
                        + " AND f.status = 'In Progress' LIMIT "
                        + most,
                String.class,
                Sql.utc(now),
                Sql.utc(quietSince),
                Sql.utc(now));
    }

    /** Who is in a conference although the call is over. */
    List<Gone> gone(int most) {
        return jdbc.query(
                "SELECT p.conference, p.call_name, c.ended_at FROM tel_conference f"
                        + " JOIN tel_conference_call p ON p.conference = f.name JOIN tel_call c ON c.name = p.call_name"
                        + " WHERE f.status = 'In Progress' AND p.state IN ('Joining', 'Joined')"
                        + " AND c.ended_at IS NOT NULL LIMIT " + most,
                (row, n) -> new Gone(row.getString(1), row.getString(2), Sql.instant(row, "ended_at")));
    }

    /** Conferences that nobody is in, and whose carrier has not told of their end. */
    List<String> empty(Instant quietSince, int most) {
        return jdbc.queryForList(
                "SELECT f.name FROM tel_conference f WHERE f.status = 'In Progress' AND " + Sql.due("f.modified_at")
                        + " AND NOT EXISTS (SELECT 1 FROM tel_conference_call p WHERE p.conference = f.name"
                        + " AND p.state IN ('Joining', 'Joined')) LIMIT " + most,
                String.class,
                Sql.utc(quietSince));
    }

    void asked(String conference, Instant due) {
        jdbc.update("UPDATE tel_conference SET tries = tries + 1, due_at = ? WHERE name = ?", Sql.utc(due), conference);
    }

    void recordAsked(String conference) {
        jdbc.update("UPDATE tel_conference SET record_due = FALSE WHERE name = ?", conference);
    }

    /**
     * Who is to be let in next.
     *
     * @param anew whether those count whom nobody was asked for yet, however early it is
     */
    Optional<Due> next(String conference, boolean anew, Instant now) {
        return jdbc
                .query(
                        "SELECT call_name, tries FROM tel_conference_call WHERE conference = ? AND state = 'Joining'"
                                + " AND (due_at <= ?" + (anew ? " OR due_at IS NOT NULL AND tries = 0" : "")
                                + ") ORDER BY place LIMIT 1",
                        (row, n) -> new Due(row.getString(1), row.getInt(2)),
                        conference,
                        Sql.utc(now))
                .stream()
                .findFirst();
    }

    /** @param due when its carrier is asked again; null when it has heard */
    void asked(String conference, String call, Instant due) {
        jdbc.update(
                "UPDATE tel_conference_call SET tries = tries + 1, due_at = ? WHERE conference = ? AND call_name = ?",
                Sql.utc(due),
                conference,
                call);
    }

    void heard(String conference, String call) {
        jdbc.update(
                "UPDATE tel_conference_call SET due_at = NULL WHERE conference = ? AND call_name = ?",
                conference,
                call);
    }
}
