package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.cdr.FinishedFax;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.fax.FaxColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Faxes that are over, read under their lock, as {@link FinishedSmsRows} reads messages. */
@Component
class FinishedFaxRows {

    private final JdbcTemplate jdbc;

    FinishedFaxRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the faxes that are over; in the caller's transaction. */
    List<FinishedFax> lock(Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.query(
                        "SELECT * FROM tel_fax WHERE name IN (" + Sql.marks(ids.size())
                                + ") AND status NOT IN ('Queued', 'Sending', 'Receiving') FOR UPDATE",
                        (row, n) -> fax(row),
                        ids.stream().sorted().toArray());
    }

    private static FinishedFax fax(ResultSet row) throws SQLException {
        return new FinishedFax(
                row.getString("name"),
                row.getString("direction"),
                FaxColumns.state(row),
                row.getString("from_number"),
                row.getString("to_number"),
                Sql.instant(row, "created_at"),
                row.getInt("page_count"),
                row.getString("carrier"),
                row.getString("carrier_fax_id"),
                row.getBigDecimal("cost_amount"),
                row.getString("cost_currency"),
                OwnerColumns.owner(row));
    }
}
