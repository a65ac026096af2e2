package com.dartwing.tel.hub.db;

import com.dartwing.tel.json.Json;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Who did what to which record (seed, section 11.4). Lines are only ever added, and each holds the hash of the one
 * before it, made with a key: a line that is changed or taken away breaks the chain, and only who has the key can mend it.
 */
@Component
public class AuditLog {

    /**
     * Who does it.
     *
     * @param name a person's username or a key's name
     * @param address where the request came from; null when there was none
     */
    public record Actor(String name, String address) {}

    /**
     * A line of the log.
     *
     * @param action for example {@code resource.update}
     * @param record what it was done to: {@code TEL DID/+14155550100}, or a message's id
     * @param reason why, where somebody was asked; else null
     * @param detail what changed, without secrets and without content
     */
    public record Line(Actor actor, String action, String record, String reason, Map<String, ?> detail) {

        public Line(Actor actor, String action, String record, Map<String, ?> detail) {
            this(actor, action, record, null, detail);
        }

        /** What no request did. */
        public Line(String actor, String action, String record, Map<String, ?> detail) {
            this(new Actor(actor, null), action, record, null, detail);
        }

        private String type() {
            return switch (action.substring(0, Math.max(0, action.indexOf('.')))) {
                case "phi" -> action.equals("phi.read") ? "PHI Access" : "PHI Detection Warning";
                case "resource" -> "Record Change";
                case "sms" -> action.equals("sms.blocked") ? "Compliance" : "Operations";
                case "gdpr" -> "GDPR";
                default -> "Operations";
            };
        }

        private String doctype() {
            int slash = record.indexOf('/');
            return slash > 0 ? record.substring(0, slash) : record.startsWith("SMS-") ? "TEL SMS Message" : null;
        }

        private String recordName() {
            return record.substring(record.indexOf('/') + 1);
        }
    }

    private record Head(long position, String hash) {}

    private static final String INSERT =
            """
            INSERT INTO tel_audit_log
              (name, at, actor, action, record_id, detail, log_type, reference_doctype, reference_name, ip_address,
               reason, position, previous_hash, entry_hash, keyed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, TRUE)
            """;

    private final JdbcTemplate jdbc;
    private final KeyedHash key;
    private final Clock clock;

    public AuditLog(JdbcTemplate jdbc, KeyedHash key, Clock clock) {
        this.jdbc = jdbc;
        this.key = key;
        this.clock = clock;
    }

    /** Adds a line, in the transaction that makes the change. */
    public void add(String actor, String action, String record, Map<String, ?> detail) {
        add(List.of(new Line(actor, action, record, detail)));
    }

    /** Adds a line, in the transaction that makes the change. */
    public void add(Actor actor, String action, String record, Map<String, ?> detail) {
        add(List.of(new Line(actor, action, record, detail)));
    }

    /**
     * Adds lines, in the transaction that makes the changes. Until it ends nobody else can add any, so they come last
     * in it.
     */
    public void add(List<Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a line is added in the transaction that makes the change");
        }
        Head head = jdbc.queryForObject(
                "SELECT position, hash FROM tel_audit_head WHERE name = 'audit' FOR UPDATE",
                (row, n) -> new Head(row.getLong("position"), row.getString("hash")));
        LocalDateTime now = Sql.utc(clock.instant());
        List<Object[]> rows = new ArrayList<>(lines.size());
        for (Line line : lines) {
            List<Object> entry = entry(line, now, head);
            head = new Head(head.position() + 1, AuditEntry.hash(entry, key));
            entry.add(head.hash());
            rows.add(entry.toArray());
        }
        jdbc.batchUpdate(INSERT, rows);
        jdbc.update(
                "UPDATE tel_audit_head SET position = ?, hash = ? WHERE name = 'audit'", head.position(), head.hash());
    }

    /** A row but for its own hash, which covers all of it. */
    private static List<Object> entry(Line line, LocalDateTime now, Head head) {
        return new ArrayList<>(Arrays.asList(
                UUID.randomUUID().toString(),
                now,
                line.actor().name(),
                line.action(),
                Sql.cut(line.record(), 160),
                Json.write(line.detail()),
                line.type(),
                line.doctype(),
                Sql.cut(line.recordName(), 160),
                line.actor().address(),
                Sql.cut(line.reason(), 140),
                head.position() + 1,
                head.hash()));
    }
}
