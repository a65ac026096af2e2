package com.dartwing.tel.hub.event;

import com.dartwing.tel.hub.broker.EventQueues;
import com.dartwing.tel.hub.broker.Topology;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.QueueInformation;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** What waits: in the outbox, in the broker's queues, and among the dead letters. Looked at every few seconds. */
@Component("brokerMeters")
public class BrokerMeters {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerMeters.class);

    private final OutboxRows rows;
    private final DeadLetters letters;
    private final AmqpAdmin admin;
    private final Clock clock;
    private final List<String> queues;
    private final Map<String, Double> depths = new ConcurrentHashMap<>();
    private volatile double unrelayed = Double.NaN;
    private volatile double oldestSeconds = Double.NaN;
    private volatile double dead = Double.NaN;

    BrokerMeters(
            OutboxRows rows,
            DeadLetters letters,
            AmqpAdmin admin,
            EventQueues queues,
            MeterRegistry registry,
            Clock clock) {
        this.rows = rows;
        this.letters = letters;
        this.admin = admin;
        this.clock = clock;
        this.queues = new ArrayList<>(queues.durable());
        this.queues.add(Topology.DEAD);
        Gauge.builder("tel.outbox.unrelayed", () -> unrelayed).register(registry);
        Gauge.builder("tel.outbox.oldest.seconds", () -> oldestSeconds).register(registry);
        Gauge.builder("tel.dead.letters", () -> dead).register(registry);
        this.queues.forEach(queue -> Gauge.builder("tel.queue.depth", () -> depths.getOrDefault(queue, Double.NaN))
                .tag("queue", queue)
                .register(registry));
    }

    /** Looks anew. What cannot be looked at keeps its last value in the outbox, and has none in the broker. */
    public void look() {
        try {
            unrelayed = rows.waiting();
            Instant oldest = rows.oldest();
            oldestSeconds = oldest == null
                    ? 0
                    : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
            dead = letters.count();
        } catch (DataAccessException e) {
            LOG.debug("The outbox cannot be looked at", e);
        }
        for (String queue : queues) {
            try {
                QueueInformation found = admin.getQueueInfo(queue);
                depths.put(queue, found == null ? Double.NaN : found.getMessageCount());
            } catch (AmqpException e) {
                depths.remove(queue);
            }
        }
    }
}
