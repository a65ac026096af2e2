package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.json.Money;
import com.dartwing.tel.json.UtcTime;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Call detail records as callers see them, newest first, page by page. */
@Component
class CdrView {

    /** @param next where the next page begins, or null when this is the last */
    record Page(List<Map<String, Object>> records, CdrCursor next) {}

    private record Row(CdrCursor place, Map<String, Object> told) {}

    private final JdbcTemplate jdbc;
    private final Carriers carriers;

    CdrView(JdbcTemplate jdbc, Carriers carriers) {
        this.jdbc = jdbc;
        this.carriers = carriers;
    }

    /** @param after where the page before ended, or null */
    Page page(CdrFilter filter, CdrCursor after, int limit) {
        List<Object> values = new ArrayList<>();
        String where = filter.where(values);
        if (after != null) {
            where += " AND " + Sql.behind("initiated_at", "record_id");
            values.add(Sql.utc(after.initiatedAt()));
            values.add(Sql.utc(after.initiatedAt()));
            values.add(after.recordId());
        }
        values.add(limit + 1);
        List<Row> rows = jdbc.query(
                "SELECT * FROM tel_cdr WHERE " + where + " ORDER BY " + filter.newestFirst() + " LIMIT ?",
                (row, n) -> row(row),
                values.toArray());
        boolean more = rows.size() > limit;
        List<Row> page = more ? rows.subList(0, limit) : rows;
        return new Page(
                page.stream().map(Row::told).toList(),
                more ? page.get(limit - 1).place() : null);
    }

    private Row row(ResultSet row) throws SQLException {
        Instant initiatedAt = Sql.instant(row, "initiated_at");
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("record_id", row.getString("record_id"));
        told.put("cdr_type", answer(row.getString("cdr_type")));
        told.put("direction", answer(row.getString("direction")));
        told.put("status", answer(row.getString("status")));
        told.put("from_number", row.getString("from_number"));
        told.put("to_number", row.getString("to_number"));
        told.put("country", row.getString("country_code"));
        told.put("initiated_at", UtcTime.write(initiatedAt));
        told.put("ended_at", UtcTime.write(Sql.instant(row, "ended_at")));
        told.put("duration_seconds", row.getInt("duration_seconds"));
        told.put("billable_seconds", row.getInt("billable_seconds"));
        told.put("units", row.getInt("units"));
        told.put("carrier", carriers.titleOf(row.getString("carrier")));
        told.put("carrier_record_id", row.getString("carrier_record_id"));
        told.put("cost", Money.told(row.getBigDecimal("cost_amount"), row.getString("cost_currency")));
        told.put("cost_center", row.getString("cost_center"));
        told.put("module", row.getString("module"));
        told.put("organization", row.getString("organization"));
        told.put("api_key", row.getString("api_key"));
        told.put("error_code", row.getString("error_code"));
        told.put("attempts", attempts(row.getString("attempts")));
        return new Row(new CdrCursor(initiatedAt, row.getString("record_id")), told);
    }

    private List<JsonNode> attempts(String kept) {
        List<JsonNode> attempts = new ArrayList<>();
        for (JsonNode attempt : Json.read(kept)) {
            ((ObjectNode) attempt)
                    .put("carrier", carriers.titleOf(attempt.path("carrier").asText()));
            attempts.add(attempt);
        }
        return attempts;
    }

    /** {@code No Answer} is {@code no_answer} in an answer. */
    static String answer(String word) {
        return word.toLowerCase(Locale.ROOT).replace(' ', '_');
    }
}
