package com.dartwing.tel.hub.fax;

import com.dartwing.tel.fax.FaxState;
import com.dartwing.tel.fax.FaxStatus;
import com.dartwing.tel.hub.db.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A fax's state as the columns of {@code tel_fax} hold it. */
public final class FaxColumns {

    private FaxColumns() {}

    public static FaxState state(ResultSet row) throws SQLException {
        return new FaxState(
                FaxStatus.ofWord(row.getString("status")),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "completed_at"),
                row.getInt("pages_sent"),
                row.getInt("duration_seconds"),
                row.getString("failure_cause"),
                row.getString("error_code"),
                row.getString("error_message"));
    }

    static FaxRow row(ResultSet row) throws SQLException {
        return new FaxRow(
                new FaxRow.Facts(
                        row.getString("name"),
                        row.getString("api_key"),
                        row.getString("organization"),
                        row.getString("webhook_url"),
                        row.getBoolean("hipaa_mode"),
                        row.getInt("page_count"),
                        row.getInt("max_retries"),
                        Sql.instant(row, "created_at")),
                state(row),
                new FaxRow.Course(
                        row.getString("carrier"),
                        row.getString("carrier_fax_id"),
                        row.getBigDecimal("cost_per_page"),
                        row.getString("cost_currency"),
                        row.getInt("tries"),
                        row.getInt("retry_count"),
                        Sql.instant(row, "next_attempt_at"),
                        Sql.instant(row, "watch_at")),
                row.getInt("event_sequence"));
    }
}
