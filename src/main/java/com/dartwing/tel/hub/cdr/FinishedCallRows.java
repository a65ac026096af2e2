package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.cdr.FinishedCall;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.voice.CallColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Calls that are over, read under their lock, as {@link FinishedSmsRows} reads messages. */
@Component
class FinishedCallRows {

    private final JdbcTemplate jdbc;

    FinishedCallRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the calls that are over; in the caller's transaction. */
    List<FinishedCall> lock(Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.query(
                        "SELECT * FROM tel_call WHERE name IN (" + Sql.marks(ids.size())
                                + ") AND status IN ('Completed', 'Failed', 'Busy', 'No Answer', 'Canceled') FOR UPDATE",
                        (row, n) -> call(row),
                        ids.stream().sorted().toArray());
    }

    private static FinishedCall call(ResultSet row) throws SQLException {
        return new FinishedCall(
                row.getString("name"),
                row.getString("direction"),
                CallColumns.state(row),
                row.getString("from_number"),
                row.getString("to_number"),
                Sql.instant(row, "initiated_at"),
                row.getInt("billable_seconds"),
                row.getString("carrier"),
                row.getString("carrier_call_id"),
                row.getBigDecimal("cost_amount"),
                row.getString("cost_currency"),
                OwnerColumns.owner(row));
    }
}
