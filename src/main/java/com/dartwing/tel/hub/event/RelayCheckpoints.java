package com.dartwing.tel.hub.event;

import com.dartwing.tel.hub.broker.EmbeddedBroker;
import com.dartwing.tel.hub.broker.EventQueues;
import com.dartwing.tel.hub.broker.Topology;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The embedded broker's queues die with their process, and the events in them would be lost although they were relayed.
 * So each such node notes up to when everything has been settled; when it is dead, what it may have had since then is
 * taken back, and relayed again by whoever lives. Consumers know what they have settled.
 */
@Component("relayCheckpoints")
public class RelayCheckpoints {

    private static final Logger LOG = LoggerFactory.getLogger(RelayCheckpoints.class);

    /** Between a message's arrival and the note that it was relayed, and for a clock that was put right. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final JdbcTemplate jdbc;
    private final OutboxRows rows;
    private final Node node;
    private final EmbeddedBroker broker;
    private final List<String> queues;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RelayCheckpoints(
            JdbcTemplate jdbc,
            OutboxRows rows,
            Node node,
            ObjectProvider<EmbeddedBroker> broker,
            EventQueues queues,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.node = node;
        this.broker = broker.getIfAvailable();
        this.queues = new ArrayList<>(queues.durable());
        this.queues.add(Topology.DEAD);
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Notes up to when nothing is left in a queue of this process; on RabbitMQ there is nothing to note. */
    public void note() {
        if (broker != null) {
            // First the clock: what comes while the queues are looked at is younger.
            Instant now = clock.instant();
            Instant settled = broker.oldest(queues).filter(now::isAfter).orElse(now);
            jdbc.update(
                    "UPDATE tel_node SET events_settled_at = ? WHERE name = ?",
                    Sql.utc(settled.minus(MARGIN)),
                    node.name());
        }
    }

    /** Takes back what dead nodes had in their queues. */
    void takeOver() {
        record Dead(String name, Instant settledAt) {}
        List<Dead> dead = jdbc.query(
                "SELECT name, events_settled_at FROM tel_node WHERE alive_until < ? AND events_settled_at IS NOT NULL",
                (row, number) -> new Dead(row.getString("name"), Sql.instant(row, "events_settled_at")),
                Sql.utc(clock.instant()));
        for (Dead lost : dead) {
            transaction.executeWithoutResult(status -> {
                // One of the living does it.
                int ours = jdbc.update(
                        "UPDATE tel_node SET events_settled_at = NULL WHERE name = ? AND events_settled_at = ?",
                        lost.name(),
                        Sql.utc(lost.settledAt()));
                if (ours == 1) {
                    int events = rows.takeBack(lost.settledAt());
                    LOG.info("{} events of {} are relayed again, for its queues died with it", events, lost.name());
                }
            });
        }
    }
}
