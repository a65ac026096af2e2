package com.dartwing.camel.smpp;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The partners that are bound now, and the way to them. */
public final class Binds {

    /** A session had no room, or there was none: nothing was sent. */
    public static final class NotDelivered extends RuntimeException {
        NotDelivered(String why) {
            super(why, null, false, false);
        }
    }

    private final Map<String, List<Session>> sessions = new ConcurrentHashMap<>();

    boolean join(Session session, Partner partner) {
        boolean[] joined = new boolean[1];
        sessions.compute(partner.name(), (name, held) -> {
            List<Session> all = held == null ? new CopyOnWriteArrayList<>() : held;
            joined[0] = all.size() < partner.maxBinds() && all.add(session);
            return all.isEmpty() ? null : all;
        });
        return joined[0];
    }

    void leave(Session session, Partner partner) {
        sessions.computeIfPresent(partner.name(), (name, all) -> {
            all.remove(session);
            return all.isEmpty() ? null : all;
        });
    }

    /** How many sessions there are. */
    public int count() {
        return sessions.values().stream().mapToInt(List::size).sum();
    }

    /** How many requests of partners are not answered yet. */
    public int inHand() {
        return sessions.values().stream()
                .flatMap(List::stream)
                .mapToInt(Session::inHand)
                .sum();
    }

    /** Partners that can be delivered to now. */
    public Set<String> receivers() {
        return sessions.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(Session::receives))
                .map(Map.Entry::getKey)
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /** How many messages a partner has room for now. */
    public int room(String partner) {
        return sessions.getOrDefault(partner, List.of()).stream()
                .mapToInt(Session::room)
                .sum();
    }

    /**
     * Hands a {@code deliver_sm} to a partner, over the session with most room.
     *
     * @return the status that it answers; {@link NotDelivered} when nobody took it, or when no answer came
     */
    public CompletableFuture<Integer> deliver(String partner, ShortMessage message) {
        Session roomiest = null;
        for (Session session : sessions.getOrDefault(partner, List.of())) {
            if (session.room() > 0 && (roomiest == null || session.room() > roomiest.room())) {
                roomiest = session;
            }
        }
        return roomiest == null
                ? CompletableFuture.failedFuture(new NotDelivered("no session has room"))
                : roomiest.deliver(message.write());
    }

    /** Takes leave of partners that may not be here any more. */
    public void dismiss(Predicate<String> partner) {
        sessions.forEach((name, all) -> {
            if (partner.test(name)) {
                all.forEach(Session::unbind);
            }
        });
    }
}
