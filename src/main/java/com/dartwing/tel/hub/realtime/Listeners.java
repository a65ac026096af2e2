package com.dartwing.tel.hub.realtime;

import com.dartwing.tel.error.TelException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Who is connected to this node, and who listens to which record. */
@Component
class Listeners {

    private final Map<UUID, Listener> connected = new ConcurrentHashMap<>();
    private final Map<String, Set<Listener>> byRecord = new ConcurrentHashMap<>();
    private final Map<String, Integer> ofKey = new HashMap<>();
    private final RealtimeProperties limits;

    Listeners(RealtimeProperties limits) {
        this.limits = limits;
    }

    /** @throws TelException.RateLimited when its key has too many connections here */
    synchronized void add(Listener listener) {
        String key = listener.session().key();
        if (ofKey.getOrDefault(key, 0) >= limits.maxConnectionsPerKey()) {
            throw new TelException.RateLimited("This API key has too many connections", limits.authTimeout());
        }
        if (connected.putIfAbsent(listener.id(), listener) == null) {
            ofKey.merge(key, 1, Integer::sum);
        }
    }

    synchronized void remove(UUID id) {
        Listener listener = connected.remove(id);
        if (listener != null) {
            ofKey.computeIfPresent(listener.session().key(), (key, count) -> count == 1 ? null : count - 1);
            List.copyOf(listener.records).forEach(record -> unsubscribe(listener, record));
        }
    }

    /** The client of a session; empty while it has not shown a key. */
    Optional<Listener> find(UUID id) {
        return Optional.ofNullable(connected.get(id));
    }

    Collection<Listener> all() {
        return connected.values();
    }

    /** @throws TelException.RateLimited when the client listens to too many records already */
    synchronized void subscribe(Listener listener, String record) {
        if (!connected.containsKey(listener.id()) || listener.records.contains(record)) {
            return;
        }
        if (listener.records.size() >= limits.maxSubscriptions()) {
            throw new TelException.RateLimited("Too many subscriptions on this connection", limits.authTimeout());
        }
        listener.records.add(record);
        byRecord.computeIfAbsent(record, first -> ConcurrentHashMap.newKeySet()).add(listener);
    }

    synchronized void unsubscribe(Listener listener, String record) {
        listener.records.remove(record);
        byRecord.computeIfPresent(record, (name, listening) -> {
            listening.remove(listener);
            return listening.isEmpty() ? null : listening;
        });
    }

    boolean isAnybodyListening() {
        return !byRecord.isEmpty();
    }

    /** Who listens to a record now. */
    Set<Listener> of(String record) {
        return byRecord.getOrDefault(record, Set.of());
    }
}
