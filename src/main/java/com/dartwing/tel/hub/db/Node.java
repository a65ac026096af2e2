package com.dartwing.tel.hub.db;

import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * This process among those that share the database. What it claims carries its name; while it is alive it says so every
 * few seconds, and what a silent node had claimed is given to others.
 */
@Component
public class Node {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final Duration LEASE = Duration.ofSeconds(15);

    private final String name = "node-" + UUID.randomUUID().toString().substring(0, 13);
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Instant startedAt;

    public Node(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.startedAt = clock.instant();
        if (Boolean.TRUE.equals(jdbc.execute((ConnectionCallback<Boolean>) Node::isAlone))) {
            // The database's file lets one process in: whoever was here before is dead.
            jdbc.update("UPDATE tel_node SET alive_until = ?", Sql.utc(startedAt.minusSeconds(1)));
        }
        jdbc.update(
                "INSERT INTO tel_node (name, alive_until, started_at) VALUES (?, ?, ?)",
                name,
                Sql.utc(startedAt.plus(LEASE)),
                Sql.utc(startedAt));
    }

    private static boolean isAlone(Connection connection) throws SQLException {
        return connection.getMetaData().getURL().startsWith("jdbc:h2:file:");
    }

    /** New at each start, so that what an earlier life claimed is not taken for ours. */
    public String name() {
        return name;
    }

    /** Says that this node lives. */
    public void beat() {
        Instant until = clock.instant().plus(LEASE);
        int rows = jdbc.update("UPDATE tel_node SET alive_until = ? WHERE name = ?", Sql.utc(until), name);
        if (rows == 0) {
            jdbc.update(
                    "INSERT INTO tel_node (name, alive_until, started_at) VALUES (?, ?, ?)",
                    name,
                    Sql.utc(until),
                    Sql.utc(startedAt));
        }
        jdbc.update(
                "DELETE FROM tel_node WHERE alive_until < ? AND events_settled_at IS NULL",
                Sql.utc(clock.instant().minus(Duration.ofDays(1))));
    }

    /** What this node leaves behind others take over at once, not only when its lease has run out. */
    @PreDestroy
    void leave() {
        try {
            jdbc.update(
                    "UPDATE tel_node SET alive_until = ? WHERE name = ?",
                    Sql.utc(clock.instant().minusSeconds(1)),
                    name);
        } catch (DataAccessException e) {
            LOG.debug("The lease of {} runs out by itself", name, e);
        }
    }
}
