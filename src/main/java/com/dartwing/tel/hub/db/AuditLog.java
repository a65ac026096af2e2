package com.dartwing.tel.hub.db;

import com.dartwing.tel.json.Json;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Who did what to which record (seed, section 11.4). */
@Component
public class AuditLog {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public AuditLog(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A line of the log.
     *
     * @param actor the person's or the key's name
     * @param action for example {@code resource.update}
     * @param record the record's name
     * @param detail what changed, without secrets
     */
    public record Line(String actor, String action, String record, Map<String, ?> detail) {}

    /** Adds a line, in the transaction that makes the change. */
    public void add(String actor, String action, String record, Map<String, ?> detail) {
        add(List.of(new Line(actor, action, record, detail)));
    }

    /** Adds lines, in the transaction that makes the changes. */
    public void add(List<Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        Object now = Sql.utc(clock.instant());
        jdbc.batchUpdate(
                "INSERT INTO tel_audit_log (name, at, actor, action, record_id, detail) VALUES (?, ?, ?, ?, ?, ?)",
                lines.stream()
                        .map(line -> new Object[] {
                            UUID.randomUUID().toString(),
                            now,
                            line.actor(),
                            line.action(),
                            Sql.cut(line.record(), 160),
                            Json.write(line.detail())
                        })
                        .toList());
    }
}
