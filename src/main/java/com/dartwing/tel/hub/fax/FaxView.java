package com.dartwing.tel.hub.fax;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.fax.FaxState;
import com.dartwing.tel.hub.carrier.AttemptRows;
import com.dartwing.tel.hub.carrier.AttemptTable;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.json.Money;
import com.dartwing.tel.json.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What a caller is told of its fax. */
@Component
public class FaxView {

    private final JdbcTemplate jdbc;
    private final Carriers carriers;
    private final AttemptRows attempts;
    private final ReceivedFax received;

    public FaxView(JdbcTemplate jdbc, Carriers carriers, AttemptRows attempts, ReceivedFax received) {
        this.jdbc = jdbc;
        this.carriers = carriers;
        this.attempts = attempts;
        this.received = received;
    }

    /**
     * One of the caller's; of faxes that went out who may only receive some is told nothing.
     *
     * @throws TelException.NotFound when the caller has no such fax
     */
    public Map<String, Object> of(String id, ApiKey caller) {
        Map<String, Object> fax = jdbc
                .query("SELECT * FROM tel_fax WHERE name = ? AND api_key = ?", (row, n) -> told(row), id, caller.name())
                .stream()
                .filter(one -> caller.may("fax.send") || one.get("direction").equals("inbound"))
                .findFirst()
                .orElseThrow(() -> notFound(id));
        fax.put("attempts", attempts.told(AttemptTable.FAX, id));
        if (fax.get("direction").equals("inbound")) {
            received.into(fax);
        }
        return fax;
    }

    static TelException notFound(String id) {
        return new TelException.NotFound("There is no fax " + Sql.cut(id, 40));
    }

    private Map<String, Object> told(ResultSet row) throws SQLException {
        FaxState state = FaxColumns.state(row);
        String currency = row.getString("cost_currency");
        Map<String, Object> fax = new LinkedHashMap<>();
        fax.put("fax_id", row.getString("name"));
        fax.put("direction", row.getString("direction").toLowerCase(Locale.ROOT));
        fax.put("status", state.status().answer());
        fax.put("from_number", row.getString("from_number"));
        fax.put("to_number", row.getString("to_number"));
        fax.put("page_count", row.getInt("page_count"));
        fax.put("pages_sent", state.pagesSent());
        fax.put("hipaa_mode", row.getBoolean("hipaa_mode"));
        fax.put("carrier", carriers.titleOf(row.getString("carrier")));
        fax.put("carrier_fax_id", row.getString("carrier_fax_id"));
        fax.put("created_at", UtcTime.write(Sql.instant(row, "created_at")));
        fax.put("started_at", UtcTime.write(state.startedAt()));
        fax.put("completed_at", UtcTime.write(state.completedAt()));
        fax.put("duration_seconds", state.seconds());
        fax.put("cost", Money.told(row.getBigDecimal("cost_amount"), currency));
        fax.put("cost_per_page", Money.told(row.getBigDecimal("cost_per_page"), currency));
        fax.put("retry_count", row.getInt("retry_count"));
        fax.put("next_attempt_at", UtcTime.write(Sql.instant(row, "next_attempt_at")));
        fax.put("error_code", state.errorCode());
        fax.put("error_message", state.errorMessage());
        return fax;
    }
}
