package com.dartwing.tel.hub.db;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Walks along the audit log and tells whether it is as it was written: a line that was changed, taken away, moved or cut
 * off at the end shows. The hashes are made with a key that is not in the database. Who can write to it could still put an
 * earlier state of the log back, or replace all of it by lines of a release that had no key; against that, keep the head and
 * the counts that are answered where the database's writers cannot reach them.
 */
@Component
public class AuditChain {

    private static final int PAGE = 1_000;

    /**
     * What was found.
     *
     * @param lines that are as they were written, from the first on
     * @param brokenAt position of the first that is not, or is not there; null when all are
     * @param head hash of the last line, when intact
     * @param unkeyed lines of a release that made the chain without a key; they come first
     * @param unchained lines of a release that made no chain; they are not looked at
     */
    public record Verdict(boolean intact, long lines, Long brokenAt, String head, long unkeyed, long unchained) {}

    private record Head(long position, String hash) {}

    private record Line(long position, String previous, String own, boolean keyed, String computed) {}

    private final JdbcTemplate jdbc;
    private final KeyedHash key;

    public AuditChain(JdbcTemplate jdbc, KeyedHash key) {
        this.jdbc = jdbc;
        this.key = key;
    }

    /** Walks along all lines that are there now; those that are added meanwhile wait for the next time. */
    public Verdict verify() {
        Head head = jdbc.queryForObject(
                "SELECT position, hash FROM tel_audit_head WHERE name = 'audit'",
                (row, n) -> new Head(row.getLong("position"), row.getString("hash")));
        Head reached = new Head(0, AuditEntry.START);
        long unkeyed = 0;
        while (reached.position() < head.position()) {
            List<Line> page = page(reached.position(), head.position());
            if (page.isEmpty()) {
                return broken(reached, unkeyed);
            }
            for (Line line : page) {
                boolean next = line.position() == reached.position() + 1;
                // After the first line that has a key none is without.
                boolean late = !line.keyed() && unkeyed < reached.position();
                if (!next
                        || late
                        || !reached.hash().equals(line.previous())
                        || !line.own().equals(line.computed())) {
                    return broken(reached, unkeyed);
                }
                unkeyed += line.keyed() ? 0 : 1;
                reached = new Head(line.position(), line.own());
            }
        }
        boolean intact = reached.hash().equals(head.hash());
        return intact
                ? new Verdict(true, reached.position(), null, head.hash(), unkeyed, unchained())
                : broken(reached, unkeyed);
    }

    private Verdict broken(Head reached, long unkeyed) {
        return new Verdict(false, reached.position(), reached.position() + 1, null, unkeyed, unchained());
    }

    private List<Line> page(long after, long last) {
        return jdbc.query(
                "SELECT * FROM tel_audit_log WHERE position > ? AND position <= ? ORDER BY position, name LIMIT ?",
                (row, n) -> new Line(
                        row.getLong("position"),
                        row.getString("previous_hash"),
                        String.valueOf(row.getString("entry_hash")),
                        row.getBoolean("keyed"),
                        row.getBoolean("keyed")
                                ? AuditEntry.hash(AuditEntry.read(row), key)
                                : AuditEntry.hash(AuditEntry.read(row))),
                after,
                last,
                PAGE);
    }

    private long unchained() {
        Long lines = jdbc.queryForObject("SELECT COUNT(*) FROM tel_audit_log WHERE position IS NULL", Long.class);
        return lines == null ? 0 : lines;
    }
}
