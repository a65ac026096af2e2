package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.hub.db.Sql;
import java.time.LocalDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Calls, conferences, faxes and batches of these that are over and were kept long enough, with what hangs on them. */
@Component
class OldRecords {

    /**
     * Records of a kind.
     *
     * @param begun the column that says when each began
     * @param ended the column that says when it was over; null while it is not
     * @param needed a condition under which one goes
     * @param parts the tables of what hangs on them, and the column that names the record in each
     */
    record Kind(String table, String begun, String ended, String needed, List<Part> parts) {

        Kind(String table, String begun, String ended, List<Part> parts) {
            this(table, begun, ended, "1 = 1", parts);
        }

        record Part(String table, String link) {}
    }

    // The sound of recordings follows within the minute.
    static final Kind CALLS = new Kind(
            "tel_call",
            "initiated_at",
            "ended_at",
            List.of(
                    new Kind.Part("tel_call_attempt", "call_name"),
                    new Kind.Part("tel_call_script", "call_name"),
                    new Kind.Part("tel_recording", "call_name"),
                    new Kind.Part("tel_transcription", "call_name"),
                    new Kind.Part("tel_event", "record_id")));

    static final Kind CONFERENCES = new Kind(
            "tel_conference",
            "created_at",
            "ended_at",
            List.of(new Kind.Part("tel_conference_call", "conference"), new Kind.Part("tel_event", "record_id")));

    static final Kind FAXES = new Kind(
            "tel_fax",
            "created_at",
            "completed_at",
            List.of(
                    new Kind.Part("tel_fax_attempt", "fax"),
                    new Kind.Part("tel_fax_document", "fax"),
                    new Kind.Part("tel_fax_inbound", "fax"),
                    new Kind.Part("tel_event", "record_id")));

    /** One goes after its faxes. Its bad recipients have its name, and their place. */
    static final Kind FAX_BATCHES = new Kind(
            "tel_fax_batch",
            "created_at",
            "completed_at",
            "NOT EXISTS (SELECT 1 FROM tel_fax WHERE tel_fax.batch = tel_fax_batch.name)",
            List.of(
                    new Kind.Part("tel_fax_batch_failure", "SUBSTR(name, 1, LENGTH(name) - 7)"),
                    new Kind.Part("tel_fax_document", "fax"),
                    new Kind.Part("tel_event", "record_id")));

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    OldRecords(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Removes some of those that are over; answers how many. */
    int remove(Kind kind, LocalDateTime before, int most) {
        List<String> names = jdbc.queryForList(
                "SELECT name FROM " + kind.table() + " WHERE " + kind.begun() + " < ? AND " + kind.ended()
                        + " IS NOT NULL AND " + kind.needed() + " LIMIT ?",
                String.class,
                before,
                most);
        if (!names.isEmpty()) {
            transaction.executeWithoutResult(status -> {
                kind.parts().forEach(part -> delete(part.table(), part.link(), names));
                delete(kind.table(), "name", names);
            });
        }
        return names.size();
    }

    private void delete(String table, String link, List<String> names) {
        jdbc.update(
                "DELETE FROM " + table + " WHERE " + link + " IN (" + Sql.marks(names.size()) + ")", names.toArray());
    }
}
