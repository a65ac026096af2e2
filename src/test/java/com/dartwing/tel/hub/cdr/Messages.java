package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.event.TelEvent;
import com.dartwing.tel.hub.db.Sql;
import java.math.BigDecimal;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcTemplate;

/** Messages for tests, as rows. */
record Messages(JdbcTemplate jdbc) {

    static final String TO = "+14155551234";

    void add(String id, String status, Instant createdAt, String cost) {
        jdbc.update(
                """
                INSERT INTO tel_sms_message
                  (name, direction, status, from_number, to_number, body, encoding, segments, character_count, created_at,
                   modified_at, sent_at, carrier, cost_amount, cost_currency, cost_center, organization, api_key, module,
                   event_sequence)
                VALUES (?, ?, ?, '+14155550100', ?, 'Hello', 'GSM-7', 1, 5, ?, ?, ?, 'acme', ?, ?, 'CC-7', 'Acme', 'KEY-1',
                  'crm', 1)
                """,
                id,
                "Received".equals(status) ? "Inbound" : "Outbound",
                status,
                TO,
                Sql.utc(createdAt),
                Sql.utc(createdAt.plusSeconds(2)),
                Sql.utc(createdAt.plusSeconds(1)),
                cost == null ? null : new BigDecimal(cost),
                cost == null ? null : "USD");
    }

    void becomes(String id, String status) {
        jdbc.update("UPDATE tel_sms_message SET status = ? WHERE name = ?", status, id);
    }

    void dueAt(String id, Instant at) {
        jdbc.update("UPDATE tel_sms_message SET next_attempt_at = ? WHERE name = ?", Sql.utc(at), id);
    }

    void attempt(String id, String message, String carrier, String outcome, Instant at) {
        jdbc.update(
                "INSERT INTO tel_sms_attempt (name, message, carrier, outcome, code, started_at, latency_ms)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 25)",
                id,
                message,
                carrier,
                outcome,
                "SENT".equals(outcome) ? null : "503",
                Sql.utc(at));
    }

    static TelEvent event(String type, String message) {
        return new TelEvent("WH-2026-1", type, message, 2, "KEY-1", null, Instant.EPOCH, "{}");
    }
}
