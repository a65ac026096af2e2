package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.cdr.CdrAttempt;
import com.dartwing.tel.hub.carrier.AttemptTable;
import com.dartwing.tel.hub.db.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The carriers that were tried for messages, calls and faxes. */
@Component
class CdrAttempts {

    private final JdbcTemplate jdbc;

    CdrAttempts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Every attempt of these messages, in order. */
    Map<String, List<CdrAttempt>> ofMessages(List<String> ids) {
        return read(AttemptTable.SMS, ids);
    }

    /** Every attempt of these calls, in order. */
    Map<String, List<CdrAttempt>> ofCalls(List<String> ids) {
        return read(AttemptTable.CALL, ids);
    }

    /** Every attempt of these faxes, in order. */
    Map<String, List<CdrAttempt>> ofFaxes(List<String> ids) {
        return read(AttemptTable.FAX, ids);
    }

    private Map<String, List<CdrAttempt>> read(AttemptTable kept, List<String> ids) {
        Map<String, List<CdrAttempt>> attempts = new HashMap<>();
        if (ids.isEmpty()) {
            return attempts;
        }
        jdbc.query(
                "SELECT " + kept.link()
                        + ", carrier, outcome, code, started_at, latency_ms, cost_amount, cost_currency FROM "
                        + kept.table() + " WHERE " + kept.link() + " IN (" + Sql.marks(ids.size())
                        + ") ORDER BY started_at, name",
                row -> {
                    attempts.computeIfAbsent(row.getString(kept.link()), name -> new ArrayList<>())
                            .add(new CdrAttempt(
                                    row.getString("carrier"),
                                    row.getString("outcome"),
                                    row.getString("code"),
                                    Sql.instant(row, "started_at"),
                                    row.getInt("latency_ms"),
                                    row.getBigDecimal("cost_amount"),
                                    row.getString("cost_currency")));
                },
                ids.toArray());
        return attempts;
    }
}
