package com.dartwing.tel.hub.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Where deliveries go their way in this process: a lane for each endpoint, so that one that is slow delays nobody else. A
 * lane has few places, and widens while its endpoint answers well; what finds no place waits in the database. The lane of
 * an endpoint that hangs or fails is narrow, and shares threads with its like alone. Deliveries about one record go one
 * after the other.
 */
final class Lanes implements AutoCloseable {

    /** What came of a try. */
    enum Sign {
        WELL,
        /** An answer, but not a good one. */
        REFUSED,
        /** No answer. */
        SILENT
    }

    private static final int FIRST_WIDTH = 2;
    private static final int WIDEST = 128;
    private static final int WAITING = 64;
    private static final int NARROW_PLACES = 4;
    private static final int REFUSALS = 5;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private static final class Lane {
        private final Deque<Delivery> waiting = new ArrayDeque<>();
        private final Set<String> busyRecords = new HashSet<>();
        private int width = FIRST_WIDTH;
        private int places;
        private int underWay;
        private int refusals;
        private boolean narrow;
        private boolean moreInTable;
        private Instant pausedUntil = Instant.MIN;
        private Instant usedAt;

        private int room(Instant now) {
            if (now.isBefore(pausedUntil)) {
                return 0;
            }
            return Math.max(0, (narrow ? NARROW_PLACES : width + WAITING) - places);
        }

        private Delivery next(Instant now) {
            if (underWay >= (narrow ? 1 : width) || now.isBefore(pausedUntil)) {
                return null;
            }
            for (Iterator<Delivery> all = waiting.iterator(); all.hasNext(); ) {
                Delivery delivery = all.next();
                if (busyRecords.add(delivery.recordId())) {
                    all.remove();
                    underWay++;
                    return delivery;
                }
            }
            return null;
        }
    }

    private final Map<String, Lane> lanes = new HashMap<>();
    private boolean closed;
    private final Executor quick;
    private final Executor slow;
    private final Consumer<Delivery> send;
    private final Consumer<List<Delivery>> giveBack;
    private final Runnable askForMore;
    private final Clock clock;

    /**
     * @param send one try, in a thread of {@code quick} or {@code slow}; it tells {@link #sign} what came of it
     * @param giveBack what had a place and shall wait in the database instead
     * @param askForMore called when a lane has room again while the database holds more for it
     */
    Lanes(
            Executor quick,
            Executor slow,
            Consumer<Delivery> send,
            Consumer<List<Delivery>> giveBack,
            Runnable askForMore,
            Clock clock) {
        this.quick = quick;
        this.slow = slow;
        this.send = send;
        this.giveBack = giveBack;
        this.askForMore = askForMore;
        this.clock = clock;
    }

    /** Reserves a place for a new delivery, to be used by {@link #go} or given back; none when others wait already. */
    synchronized boolean reserve(String endpoint) {
        Lane lane = lane(endpoint);
        boolean granted = !lane.moreInTable && lane.room(clock.instant()) > 0;
        lane.places += granted ? 1 : 0;
        lane.moreInTable = !granted;
        return granted;
    }

    /** Reserves up to so many places for what waits in the database; {@link #claimed} must follow. */
    synchronized int reserve(String endpoint, int wanted) {
        Lane lane = lane(endpoint);
        int granted = Math.min(wanted, lane.room(clock.instant()));
        lane.places += granted;
        return granted;
    }

    private Lane lane(String endpoint) {
        Lane lane = lanes.computeIfAbsent(endpoint, name -> new Lane());
        lane.usedAt = clock.instant();
        return lane;
    }

    /** Gives back the places that nothing was found for; when there are none, the database may hold more. */
    synchronized void claimed(String endpoint, int unused) {
        Lane lane = lanes.get(endpoint);
        lane.places -= unused;
        lane.moreInTable = unused == 0;
        tidy(endpoint, lane);
    }

    /** Gives a place back that is not used after all. */
    synchronized void release(String endpoint) {
        Lane lane = lanes.get(endpoint);
        lane.places--;
        tidy(endpoint, lane);
    }

    /** Sends a delivery on its way, in a place that was reserved for it. */
    void go(Delivery delivery) {
        synchronized (this) {
            lanes.get(delivery.endpoint()).waiting.add(delivery);
        }
        start(delivery.endpoint());
    }

    /** Says what came of a try. */
    void sign(String endpoint, Sign sign) {
        List<Delivery> back = new ArrayList<>();
        synchronized (this) {
            Lane lane = lanes.get(endpoint);
            if (lane == null) {
                return;
            }
            if (sign == Sign.WELL) {
                lane.width = lane.narrow ? FIRST_WIDTH : Math.min(WIDEST, lane.width + 1);
                lane.narrow = false;
                lane.refusals = 0;
            } else if (!lane.narrow && (sign == Sign.SILENT || ++lane.refusals >= REFUSALS)) {
                lane.narrow = true;
                emptied(lane, back);
            }
        }
        giveBack(back);
    }

    /** Leaves an endpoint in peace, as it asked for, though not for longer than an hour. */
    void pause(String endpoint, Duration pause) {
        List<Delivery> back = new ArrayList<>();
        synchronized (this) {
            Lane lane = lanes.get(endpoint);
            if (lane != null) {
                lane.pausedUntil = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
                emptied(lane, back);
            }
        }
        giveBack(back);
    }

    private static void emptied(Lane lane, List<Delivery> back) {
        back.addAll(lane.waiting);
        lane.places -= back.size();
        lane.waiting.clear();
        lane.moreInTable = true;
    }

    private void giveBack(List<Delivery> back) {
        if (!back.isEmpty()) {
            giveBack.accept(back);
        }
    }

    private void start(String endpoint) {
        while (true) {
            Delivery next;
            Executor pool;
            synchronized (this) {
                Lane lane = lanes.get(endpoint);
                next = lane == null || closed ? null : lane.next(clock.instant());
                if (next == null) {
                    return;
                }
                pool = lane.narrow ? slow : quick;
            }
            pool.execute(() -> run(next));
        }
    }

    private void run(Delivery delivery) {
        try {
            send.accept(delivery);
        } finally {
            done(delivery);
        }
    }

    private void done(Delivery delivery) {
        boolean more;
        synchronized (this) {
            Lane lane = lanes.get(delivery.endpoint());
            lane.underWay--;
            lane.places--;
            lane.busyRecords.remove(delivery.recordId());
            // A narrow lane takes more by the clock alone: whoever fails fast would keep the database busy otherwise.
            more = lane.moreInTable && !lane.narrow && lane.waiting.size() < lane.width;
            tidy(delivery.endpoint(), lane);
        }
        start(delivery.endpoint());
        if (more) {
            askForMore.run();
        }
    }

    private void tidy(String endpoint, Lane lane) {
        if (lane.places == 0 && !lane.narrow && !lane.moreInTable && lane.pausedUntil.equals(Instant.MIN)) {
            lanes.remove(endpoint);
        }
    }

    /** Forgets lanes that nothing went along for a while. */
    synchronized void sweep() {
        Instant now = clock.instant();
        lanes.values()
                .removeIf(lane -> lane.places == 0
                        && now.isAfter(lane.pausedUntil)
                        && lane.usedAt.plus(FORGOTTEN_AFTER).isBefore(now));
    }

    /** Begins nothing more; what waits here stays this node's, until another takes it over. */
    @Override
    public synchronized void close() {
        closed = true;
    }

    /** Deliveries in hand. */
    synchronized int places() {
        return lanes.values().stream().mapToInt(lane -> lane.places).sum();
    }
}
