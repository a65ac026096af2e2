package com.dartwing.tel.hub.batch;

import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The batches that this node releases: due ones that nobody has, and those whose node has died. */
@Component("openBatches")
public class OpenBatches {

    private static final Logger LOG = LoggerFactory.getLogger(OpenBatches.class);
    private static final int MOST = 1_000;

    private record Due(SmsBatch batch, String owner) {}

    private final JdbcTemplate jdbc;
    private final Node node;
    private final Clock clock;

    public OpenBatches(JdbcTemplate jdbc, Node node, Clock clock) {
        this.jdbc = jdbc;
        this.node = node;
        this.clock = clock;
    }

    /** Claims what is due, and answers all that this node has. */
    public List<SmsBatch> claim() {
        Instant now = clock.instant();
        List<Due> due = jdbc.query(
                "SELECT b.* FROM tel_sms_batch b LEFT JOIN tel_node n ON n.name = b.owner AND n.alive_until >= ?"
                        + " WHERE b.status IN ('Queued', 'Processing') AND b.due_at <= ?"
                        + " AND (b.owner = ? OR n.name IS NULL) ORDER BY b.due_at LIMIT " + MOST,
                (row, n) -> new Due(BatchRows.batch(row), row.getString("owner")),
                Sql.utc(now),
                Sql.utc(now),
                node.name());
        List<SmsBatch> ours = new ArrayList<>();
        for (Due found : due) {
            if (node.name().equals(found.owner()) || take(found, now)) {
                ours.add(found.batch());
            }
        }
        return ours;
    }

    private boolean take(Due found, Instant now) {
        int taken = jdbc.update(
                "UPDATE tel_sms_batch SET owner = ?, status = 'Processing', started_at = COALESCE(started_at, ?),"
                        + " modified_at = ? WHERE name = ? AND status IN ('Queued', 'Processing')"
                        + " AND (owner IS NULL OR owner = ?)",
                node.name(),
                Sql.utc(now),
                Sql.utc(now),
                found.batch().id(),
                found.owner());
        if (taken == 1) {
            LOG.info(
                    "{} is released by this node, from recipient {} on",
                    found.batch().id(),
                    found.batch().released());
        }
        return taken == 1;
    }
}
