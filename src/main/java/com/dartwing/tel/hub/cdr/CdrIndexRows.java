package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.hub.db.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which records the index does not have as they are: {@code Due} from each change on, {@code Busy} while they are on their
 * way. A change on the way makes one due again, so that nothing is forgotten in whatever order things happen.
 */
@Component
class CdrIndexRows {

    /**
     * A record as the index keeps it.
     *
     * @param revision grows with each change of the record; the index takes no older one
     */
    record Document(String recordId, Instant initiatedAt, long revision, Map<String, Object> fields) {}

    private static final List<String> PLAIN = List.of(
            "record_id",
            "cdr_type",
            "direction",
            "from_number",
            "to_number",
            "status",
            "carrier",
            "carrier_record_id",
            "cost_currency",
            "api_key",
            "module",
            "organization",
            "cost_center",
            "country_code",
            "error_code");

    private final JdbcTemplate jdbc;

    CdrIndexRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What an indexer that died had in hand is due again. */
    void takeOver() {
        jdbc.update("UPDATE tel_cdr SET index_state = 'Due' WHERE index_state = 'Busy'");
    }

    /** Takes some that are due. */
    List<Document> take(int most) {
        List<String> due = jdbc.queryForList(
                "SELECT record_id FROM tel_cdr WHERE index_state = 'Due' LIMIT ?", String.class, most);
        if (due.isEmpty()) {
            return List.of();
        }
        // First marked, then read: what changes in between is due again.
        move(due, "'Busy'", "Due");
        return jdbc.query(
                "SELECT * FROM tel_cdr WHERE index_state = 'Busy' AND record_id IN (" + Sql.marks(due.size()) + ")",
                (row, n) -> document(row),
                due.toArray());
    }

    /** The index has these now. */
    void done(List<String> records) {
        if (!records.isEmpty()) {
            move(records, "NULL", "Busy");
        }
    }

    private void move(List<String> records, String to, String from) {
        jdbc.update(
                "UPDATE tel_cdr SET index_state = " + to + " WHERE index_state = '" + from + "' AND record_id IN ("
                        + Sql.marks(records.size()) + ")",
                records.toArray());
    }

    /** Whether the index has all of an organisation's records of a time, as they are. */
    boolean isComplete(CdrFilter filter) {
        List<Object> values = new ArrayList<>();
        String where = filter.where(values);
        // Any state, by its index, for few have one: that of an organisation would go through all that it has.
        return jdbc.queryForList(
                        "SELECT record_id FROM tel_cdr USE INDEX (ix_tel_cdr_index) WHERE index_state >= '' AND "
                                + where + " LIMIT 1",
                        String.class,
                        values.toArray())
                .isEmpty();
    }

    private static Document document(ResultSet row) throws SQLException {
        Instant initiatedAt = Sql.instant(row, "initiated_at");
        Instant endedAt = Sql.instant(row, "ended_at");
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String column : PLAIN) {
            String value = row.getString(column);
            if (value != null) {
                fields.put(column, value);
            }
        }
        fields.put("initiated_at", initiatedAt.toEpochMilli());
        fields.put("initiated_micros", micros(initiatedAt));
        fields.put("day", CdrDays.dayOf(initiatedAt).toString());
        if (endedAt != null) {
            fields.put("ended_at", endedAt.toEpochMilli());
        }
        fields.put("duration_seconds", row.getInt("duration_seconds"));
        fields.put("billable_seconds", row.getInt("billable_seconds"));
        fields.put("units", row.getInt("units"));
        if (row.getBigDecimal("cost_amount") != null) {
            fields.put(
                    "cost_micros",
                    row.getBigDecimal("cost_amount").movePointRight(6).longValueExact());
        }
        return new Document(row.getString("record_id"), initiatedAt, row.getLong("revision"), fields);
    }

    /** Microseconds since 1970, as exact as the database is. */
    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
