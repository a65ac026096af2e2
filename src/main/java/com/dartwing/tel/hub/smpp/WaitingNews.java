package com.dartwing.tel.hub.smpp;

import com.dartwing.camel.smpp.Binds;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.rest.ApiEdge;
import com.dartwing.tel.json.UtcTime;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Shows operators what waits for partners, and lets it go at once. {@code tel_smpp_waiting} and {@code
 * tel_smpp_waiting_oldest_seconds} tell how much it is.
 */
@Component("waitingNews")
public class WaitingNews {

    private static final int PAGE = 100;

    private final JdbcTemplate jdbc;
    private final ApiEdge api;
    private final AuditLog audit;
    private final Binds binds;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong oldest = new AtomicLong();

    WaitingNews(
            JdbcTemplate jdbc,
            ApiEdge api,
            AuditLog audit,
            Binds binds,
            TransactionTemplate transaction,
            Clock clock,
            MeterRegistry registry) {
        this.jdbc = jdbc;
        this.api = api;
        this.audit = audit;
        this.binds = binds;
        this.transaction = transaction;
        this.clock = clock;
        registry.gauge("tel.smpp.waiting", waiting);
        registry.gauge("tel.smpp.waiting.oldest.seconds", oldest);
    }

    /** Answers {@code GET /admin/smpp/waiting}: how much waits for whom, and since when. */
    public void accounts(Exchange exchange) {
        api.answer(
                exchange,
                200,
                Map.of(
                        "accounts",
                        jdbc.query(
                                "SELECT account, COUNT(*), SUM(CASE WHEN tries > 0 THEN 1 ELSE 0 END), MIN(created_at)"
                                        + " AS since FROM tel_smpp_delivery GROUP BY account ORDER BY account",
                                (row, n) -> account(row))));
    }

    private Map<String, Object> account(ResultSet row) throws SQLException {
        Instant since = Sql.instant(row, "since");
        Map<String, Object> account = new LinkedHashMap<>();
        account.put("account", row.getString(1));
        account.put("bound_here", binds.receivers().contains(row.getString(1)));
        account.put("waiting", row.getLong(2));
        account.put("refused", row.getLong(3));
        account.put("oldest_at", UtcTime.write(since));
        account.put(
                "oldest_seconds",
                Math.max(0, Duration.between(since, clock.instant()).toSeconds()));
        return account;
    }

    /** Answers {@code GET /admin/smpp/waiting/{account}}: what waits for one, a page at a time. */
    public void list(Exchange exchange, @Header("account") String account) {
        String cursor = api.parameter(exchange, "cursor");
        List<Map<String, Object>> page = jdbc.query(
                "SELECT * FROM tel_smpp_delivery WHERE account = ? AND name > ? ORDER BY name LIMIT " + PAGE,
                (row, n) -> delivery(row),
                account,
                cursor == null ? "" : cursor);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("deliveries", page);
        answer.put("next_cursor", page.size() < PAGE ? null : page.get(PAGE - 1).get("name"));
        api.answer(exchange, 200, answer);
    }

    private static Map<String, Object> delivery(ResultSet row) throws SQLException {
        Map<String, Object> delivery = new LinkedHashMap<>();
        delivery.put("name", row.getString("name"));
        delivery.put("event", row.getString("event"));
        delivery.put("message_id", row.getString("record_id"));
        delivery.put("status", row.getString("status"));
        delivery.put("tries", row.getInt("tries"));
        delivery.put("created_at", UtcTime.write(Sql.instant(row, "created_at")));
        delivery.put("next_attempt_at", UtcTime.write(Sql.instant(row, "next_attempt_at")));
        return delivery;
    }

    /** Lets all that waits for a partner go as soon as it has room, whatever it answered before. */
    public void repush(Exchange exchange, @Header("account") String account) {
        boolean known = !jdbc.queryForList(
                        "SELECT system_id FROM tel_smpp_account WHERE system_id = ?", String.class, account)
                .isEmpty();
        if (!known) {
            throw new TelException.NotFound("There is no account of this name");
        }
        Object now = Sql.utc(clock.instant());
        Integer repushed = transaction.execute(status -> {
            // What a node has in hand is with the partner at this moment.
            int count = jdbc.update(
                    "UPDATE tel_smpp_delivery SET next_attempt_at = ?, tries = 0 WHERE account = ?"
                            + " AND (owner IS NULL OR lease_until < ?)",
                    now,
                    account,
                    now);
            audit.add(ApiEdge.actor(exchange), "smpp.repush", account, Map.of("deliveries", count));
            return count;
        });
        api.answer(exchange, 200, Map.of("account", account, "repushed", repushed));
    }

    /** Reads how much waits, and how long the oldest has. */
    public void measure() {
        jdbc.query("SELECT COUNT(*), MIN(created_at) AS since FROM tel_smpp_delivery", row -> {
            Instant since = Sql.instant(row, "since");
            waiting.set(row.getLong(1));
            oldest.set(
                    since == null
                            ? 0
                            : Math.max(
                                    0, Duration.between(since, clock.instant()).toSeconds()));
        });
    }
}
