package com.dartwing.tel.hub.carrier;

import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.json.UtcTime;
import com.dartwing.tel.routing.Attempt;
import com.dartwing.tel.routing.RouteOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The tries to hand a record to carriers: written when its walk is over, and told to its owner. */
@Component
public class AttemptRows {

    private final JdbcTemplate jdbc;
    private final Carriers carriers;

    public AttemptRows(JdbcTemplate jdbc, Carriers carriers) {
        this.jdbc = jdbc;
        this.carriers = carriers;
    }

    /** Writes those of one walk, without the carriers' answers; in the caller's transaction. */
    public void insert(AttemptTable kept, String id, List<Attempt> attempts) {
        jdbc.batchUpdate(
                "INSERT INTO " + kept.table() + " (name, " + kept.link() + ", carrier, outcome, " + kept.carrierId()
                        + ", code, detail, started_at, latency_ms, cost_amount, cost_currency)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                attempts.stream().map(attempt -> row(id, attempt)).toList());
    }

    private static Object[] row(String id, Attempt attempt) {
        return new Object[] {
            attempt.id(),
            id,
            attempt.carrier(),
            attempt.outcome().name(),
            Sql.cut(attempt.carrierMessageId(), 191),
            Sql.cut(attempt.code(), 64),
            Sql.cut(attempt.detail(), 500),
            Sql.utc(attempt.startedAt()),
            (int) Math.min(Integer.MAX_VALUE, attempt.latency().toMillis()),
            attempt.cost(),
            attempt.currency()
        };
    }

    /** All of a record's, in order, as its owner is told of them. */
    public List<Map<String, Object>> told(AttemptTable kept, String id) {
        return jdbc.query(
                "SELECT * FROM " + kept.table() + " WHERE " + kept.link() + " = ? ORDER BY started_at, name",
                (row, n) -> told(kept, row),
                id);
    }

    /** The ranking of carriers that was kept with a record; empty before it was routed. */
    public List<RouteOption> ranking(AttemptTable kept, String id) {
        List<RouteOption> options = new ArrayList<>();
        jdbc.queryForList("SELECT routing FROM " + kept.records() + " WHERE name = ?", String.class, id).stream()
                .filter(Objects::nonNull)
                .forEach(routing ->
                        Json.read(routing).forEach(option -> options.add(Json.convert(option, RouteOption.class))));
        return options;
    }

    private Map<String, Object> told(AttemptTable kept, ResultSet row) throws SQLException {
        Map<String, Object> attempt = new LinkedHashMap<>();
        attempt.put("attempt_id", row.getString("name"));
        attempt.put("carrier", carriers.titleOf(row.getString("carrier")));
        attempt.put("outcome", row.getString("outcome").toLowerCase(Locale.ROOT));
        if (kept == AttemptTable.SMS) {
            // Of a call and a fax it is told once, beside the carrier that has it.
            attempt.put("carrier_message_id", row.getString("carrier_message_id"));
        }
        attempt.put("code", row.getString("code"));
        attempt.put("detail", row.getString("detail"));
        attempt.put("started_at", UtcTime.write(Sql.instant(row, "started_at")));
        attempt.put("latency_ms", row.getInt("latency_ms"));
        return attempt;
    }
}
