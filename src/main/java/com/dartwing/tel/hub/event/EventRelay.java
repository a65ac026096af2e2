package com.dartwing.tel.hub.event;

import com.dartwing.tel.event.TelEvent;
import com.dartwing.tel.hub.db.Outbox;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The steps of the relay: reads committed events, and notes which the broker has confirmed. What it may lose at any
 * moment, by a crash or a lost connection, is a note: the event is then relayed again. One thread walks through them.
 */
@Component("eventRelay")
public class EventRelay {

    private static final Logger LOG = LoggerFactory.getLogger(EventRelay.class);
    private static final int BATCH = 500;
    private static final int HELD_AT_MOST = 200;
    private static final Duration SHARE_EVERY = Duration.ofSeconds(3);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final OutboxRows rows;
    private final RelaySlots slots;
    private final RelayCheckpoints checkpoints;
    private final BrokerRoom room;
    private final CamelContext camel;
    private final Clock clock;
    private final Counter relayed;
    private final Map<String, Instant> held = new HashMap<>();
    private Instant shared = Instant.MIN;
    private Instant pausedUntil = Instant.MIN;
    private int failures;
    private int from;

    EventRelay(
            OutboxRows rows,
            RelaySlots slots,
            RelayCheckpoints checkpoints,
            BrokerRoom room,
            @Lazy CamelContext camel,
            MeterRegistry registry,
            Clock clock) {
        this.rows = rows;
        this.slots = slots;
        this.checkpoints = checkpoints;
        this.room = room;
        this.camel = camel;
        this.clock = clock;
        this.relayed = registry.counter("tel.events.relayed");
    }

    /** The next events of this node's slots; none while the relay pauses, the broker is full, or when the process ends. */
    public List<TelEvent> read() {
        Instant now = clock.instant();
        if (now.isBefore(pausedUntil) || camel.isStopping()) {
            return List.of();
        }
        if (shared.equals(Instant.MIN) || now.isAfter(shared.plus(SHARE_EVERY))) {
            slots.share();
            if (shared.equals(Instant.MIN)) {
                // Before anything is relayed: a process that dies young leaves word of it.
                checkpoints.note();
            }
            checkpoints.takeOver();
            shared = now;
        }
        held.values().removeIf(until -> !now.isBefore(until));
        return room.isLeft() ? next() : List.of();
    }

    /** Beginning where the last batch ended, so that a slot of many events does not keep the others waiting. */
    private List<TelEvent> next() {
        List<TelEvent> batch = new ArrayList<>();
        for (RelaySlots.Run run : slots.mine()) {
            if (run.last() >= from && batch.size() < BATCH) {
                RelaySlots.Run part = new RelaySlots.Run(Math.max(from, run.first()), run.last());
                batch.addAll(rows.unrelayed(part, held.keySet(), BATCH - batch.size()));
            }
        }
        boolean more = batch.size() == BATCH;
        boolean began = from > 0;
        from = more ? Outbox.slot(batch.get(BATCH - 1).recordId()) + 1 : 0;
        return batch.isEmpty() && began ? next() : batch;
    }

    /** Notes what the broker has; records of which it refused an event are left alone for a while. */
    public void relayed(@Body List<TelEvent> confirmed, @ExchangeProperty("batch") List<TelEvent> batch) {
        failures = 0;
        Instant now = clock.instant();
        if (!confirmed.isEmpty()) {
            rows.relayed(confirmed.stream().map(TelEvent::id).toList(), now);
            relayed.increment(confirmed.size());
        }
        if (confirmed.size() < batch.size()) {
            Set<String> known = new HashSet<>();
            confirmed.forEach(event -> known.add(event.id()));
            batch.stream()
                    .filter(event -> !known.contains(event.id()))
                    .limit(HELD_AT_MOST)
                    .forEach(event -> held.put(event.recordId(), now.plusSeconds(1)));
            if (held.size() > HELD_AT_MOST) {
                // So many are no record's fault.
                held.clear();
                pausedUntil = now.plusSeconds(1);
            }
        }
    }

    /** Broker or storage failed: a pause, longer each time. */
    public void pause(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        long millis = Math.min(LONGEST_PAUSE.toMillis(), 100L << Math.min(failures, 10));
        pausedUntil = clock.instant().plusMillis(millis);
        if (failures++ == 0) {
            LOG.warn("Events wait: {}", failure.toString());
        } else {
            LOG.debug("Events wait", failure);
        }
    }
}
