package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.json.UtcTime;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down what came of tries, many together. What the storage cannot take is kept and written as soon as it can. */
@Component
class SettleDeliveries {

    private static final Logger LOG = LoggerFactory.getLogger(SettleDeliveries.class);
    private static final int LISTED_ATTEMPTS = 20;

    private static final String UPDATE =
            """
            UPDATE tel_webhook_delivery SET state = ?, tries = tries + 1, owner = NULL, lease_until = NULL,
              next_attempt_at = ?, last_status = ?, last_error = ?, attempts = ?, settled_at = ?
            WHERE name = ? AND state = 'Sending' AND owner = ?
            """;

    private final JdbcTemplate jdbc;
    private final Node node;
    private final GroupCommit<Outcome, Boolean> writer;
    private final Queue<Outcome> unwritten = new ConcurrentLinkedQueue<>();

    SettleDeliveries(JdbcTemplate jdbc, Node node, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.node = node;
        this.writer = new GroupCommit<>("webhook-outcomes", transaction, this::write, group -> Map.of());
    }

    /** Hands an outcome over; nobody waits for it. */
    void settle(Outcome outcome) {
        try {
            writer.submit(outcome).whenComplete((done, failure) -> {
                if (failure != null) {
                    unwritten.add(outcome);
                }
            });
        } catch (RuntimeException e) {
            unwritten.add(outcome);
        }
    }

    /** Tries again to write what could not be written. */
    void again() {
        int count = unwritten.size();
        if (count > 0) {
            LOG.info("Writing down {} outcomes of deliveries again", count);
        }
        for (int i = 0; i < count; i++) {
            Outcome outcome = unwritten.poll();
            if (outcome != null) {
                settle(outcome);
            }
        }
    }

    private List<Boolean> write(List<Outcome> group) {
        jdbc.batchUpdate(UPDATE, group.stream().map(this::row).toList());
        return group.stream().map(outcome -> true).toList();
    }

    private Object[] row(Outcome outcome) {
        Delivery delivery = outcome.delivery();
        return new Object[] {
            outcome.state().word(),
            Sql.utc(outcome.next()),
            outcome.status(),
            Sql.cut(outcome.error(), 500),
            attempts(outcome),
            outcome.next() == null ? Sql.utc(outcome.at()) : null,
            delivery.name(),
            node.name()
        };
    }

    /** The tries that there were, with this one; the latest of them. */
    private static String attempts(Outcome outcome) {
        String before = outcome.delivery().attempts();
        ArrayNode attempts = before == null ? JsonNodeFactory.instance.arrayNode() : (ArrayNode) Json.read(before);
        ObjectNode attempt = attempts.addObject();
        attempt.put("at", UtcTime.write(outcome.at()));
        attempt.put("status", outcome.status());
        attempt.put("latency_ms", outcome.latency().toMillis());
        attempt.put("error", Sql.cut(outcome.error(), 200));
        while (attempts.size() > LISTED_ATTEMPTS) {
            attempts.remove(0);
        }
        return Json.write(attempts);
    }

    @PreDestroy
    void close() {
        writer.close();
    }
}
