package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.event.TelEvent;
import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.webhook.DeliveryRows.Start;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes deliveries of events: a row for each target, durable before the event is settled, and at once on its way when
 * the lane of its endpoint has a place. An event that comes again changes nothing.
 */
@Component("deliveries")
class Deliveries {

    /** An event this old may have been erased on its way; it is looked up again. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private final Targets targets;
    private final EndpointHealth health;
    private final DeliveryRows rows;
    private final Lanes lanes;
    private final Doubts doubts;
    private final Clock clock;
    private final GroupCommit<List<Start>, Set<String>> writer;

    /** Rows whose commit was asked for and is not answered, and when they were made. */
    private final Map<String, Instant> tried = new ConcurrentHashMap<>();

    Deliveries(
            Targets targets,
            EndpointHealth health,
            DeliveryRows rows,
            Lanes lanes,
            Doubts doubts,
            Clock clock,
            TransactionTemplate transaction) {
        this.targets = targets;
        this.health = health;
        this.rows = rows;
        this.lanes = lanes;
        this.doubts = doubts;
        this.clock = clock;
        this.writer = new GroupCommit<>("webhooks", transaction, this::write, this::readBack);
    }

    /** @throws com.dartwing.tel.error.TelException.Unavailable when the storage cannot take it now */
    public void enqueue(@Body TelEvent event) {
        List<Start> starts = targets.of(event).stream().map(this::start).toList();
        if (starts.isEmpty()) {
            return;
        }
        Set<String> written = Set.of();
        try {
            written = GroupCommit.await(writer.submit(starts));
        } catch (DuplicateKeyException e) {
            // Another node had it at the same time, and sends it.
        } catch (RuntimeException e) {
            names(starts).forEach(this::doubt);
            throw e;
        } finally {
            for (Start start : starts) {
                tried.remove(start.delivery().name());
                if (start.state() == DeliveryState.SENDING) {
                    goOrNot(start.delivery(), written);
                }
            }
        }
    }

    private void doubt(String name) {
        Instant at = tried.get(name);
        if (at != null) {
            doubts.add(List.of(name), at);
        }
    }

    private static List<String> names(List<Start> starts) {
        return starts.stream().map(start -> start.delivery().name()).toList();
    }

    private void goOrNot(Delivery delivery, Set<String> written) {
        if (written.contains(delivery.name())) {
            lanes.go(delivery);
        } else {
            lanes.release(delivery.endpoint());
        }
    }

    private Start start(Delivery delivery) {
        if (!delivery.isTest() && health.isDisabled(delivery)) {
            return new Start(delivery, DeliveryState.DISABLED);
        }
        boolean place = lanes.reserve(delivery.endpoint());
        return new Start(delivery, place ? DeliveryState.SENDING : DeliveryState.PENDING);
    }

    private List<Set<String>> write(List<List<Start>> group) {
        Instant now = clock.instant();
        List<Start> all = group.stream().flatMap(List::stream).toList();
        Set<String> known = rows.known(names(all));
        Set<String> erased = rows.erased(all.stream()
                .map(Start::delivery)
                .filter(delivery -> delivery.createdAt().plus(LATE).isBefore(now))
                .map(Delivery::eventId)
                .distinct()
                .toList());
        // The same event may be twice in a group, too.
        Map<String, Start> fresh = new HashMap<>();
        List<Set<String>> results = new ArrayList<>(group.size());
        for (List<Start> starts : group) {
            results.add(starts.stream()
                    .filter(start -> !known.contains(start.delivery().name())
                            && !erased.contains(start.delivery().eventId())
                            && fresh.putIfAbsent(start.delivery().name(), start) == null)
                    .map(start -> start.delivery().name())
                    .collect(Collectors.toSet()));
        }
        fresh.keySet().forEach(name -> tried.put(name, now));
        rows.insert(List.copyOf(fresh.values()), now);
        return results;
    }

    /** What an earlier transaction wrote for this node after all, and is not sent yet. */
    private Map<List<Start>, Set<String>> readBack(List<List<Start>> group) {
        Map<List<Start>, Set<String>> found = new HashMap<>();
        for (List<Start> starts : group) {
            List<String> names = names(starts);
            if (rows.known(names).size() == starts.size()) {
                Set<String> written = rows.inHand(names);
                written.retainAll(tried.keySet());
                found.put(starts, written);
            }
        }
        return found;
    }

    @PreDestroy
    void close() {
        writer.close();
    }
}
