package com.dartwing.tel.hub.voice;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.carrier.AttemptRows;
import com.dartwing.tel.hub.carrier.AttemptTable;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.json.Money;
import com.dartwing.tel.json.UtcTime;
import com.dartwing.tel.voice.CallState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What a caller is told of its call. */
@Component
public class CallView {

    private final JdbcTemplate jdbc;
    private final Carriers carriers;
    private final AttemptRows attempts;

    public CallView(JdbcTemplate jdbc, Carriers carriers, AttemptRows attempts) {
        this.jdbc = jdbc;
        this.carriers = carriers;
        this.attempts = attempts;
    }

    /** @throws TelException.NotFound when the caller has no such call */
    public Map<String, Object> of(String id, ApiKey caller) {
        List<Map<String, Object>> found = jdbc.query(
                "SELECT * FROM tel_call WHERE name = ? AND api_key = ?", (row, n) -> told(row), id, caller.name());
        if (found.isEmpty()) {
            throw notFound(id);
        }
        Map<String, Object> call = found.get(0);
        call.put("attempts", attempts.told(AttemptTable.CALL, id));
        return call;
    }

    /**
     * A call that a command is for.
     *
     * @throws TelException.NotFound when the caller has no such call
     * @throws TelException.Conflict when it is over, or no carrier is known to have it
     */
    public ActiveCall active(String id, ApiKey caller) {
        return active(id, caller.name());
    }

    /** The same by the name of the caller's key. */
    public ActiveCall active(String id, String apiKey) {
        return jdbc
                .query(
                        CallColumns.SELECT_ACTIVE + " WHERE c.name = ? AND c.api_key = ?",
                        (row, n) -> active(row),
                        id,
                        apiKey)
                .stream()
                .findFirst()
                .orElseThrow(() -> notFound(id));
    }

    private static ActiveCall active(ResultSet row) throws SQLException {
        ActiveCall call = CallColumns.active(row);
        if (CallColumns.state(row).status().isFinal()) {
            throw new TelException.Conflict("The call is over").about(call.id());
        }
        if (call.carrierCallId() == null) {
            throw new TelException.Conflict("No carrier has taken the call yet").about(call.id());
        }
        return call;
    }

    private static TelException notFound(String id) {
        return new TelException.NotFound("There is no call " + Sql.cut(id, 40));
    }

    private Map<String, Object> told(ResultSet row) throws SQLException {
        CallState state = CallColumns.state(row);
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("call_id", row.getString("name"));
        call.put("direction", row.getString("direction").toLowerCase(Locale.ROOT));
        call.put("status", state.status().answer());
        call.put("from_number", row.getString("from_number"));
        call.put("to_number", row.getString("to_number"));
        call.put("carrier", carriers.titleOf(row.getString("carrier")));
        call.put("carrier_call_id", row.getString("carrier_call_id"));
        call.put("initiated_at", UtcTime.write(Sql.instant(row, "initiated_at")));
        call.put("answered_at", UtcTime.write(state.answeredAt()));
        call.put("ended_at", UtcTime.write(state.endedAt()));
        call.put("duration_seconds", row.getInt("duration_seconds"));
        call.put("billable_seconds", row.getInt("billable_seconds"));
        call.put("cost", Money.told(row.getBigDecimal("cost_amount"), row.getString("cost_currency")));
        call.put("hangup_cause", state.hangupCause());
        call.put("sip_response_code", state.sip());
        call.put("error_code", state.errorCode());
        call.put("error_message", state.errorMessage());
        return call;
    }
}
