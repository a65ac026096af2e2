package com.dartwing.tel.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.webhook.DeliveryRows.Start;
import com.dartwing.tel.hub.webhook.Lanes.Sign;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Ten thousand deliveries wait in the table for an endpoint that hangs; another one's come, and are not delayed. */
class FairnessTest {

    private static final int WAITING = 10_000;
    private static final int OTHERS = 50;

    private final Tables tables = new Tables("fairness");
    private final Clock clock = Clock.systemUTC();
    private final ExecutorService quick = Executors.newFixedThreadPool(16);
    private final ExecutorService slow = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService ticks = Executors.newScheduledThreadPool(2);
    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<String, Instant> arrived = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        end.countDown();
        ticks.shutdownNow();
        quick.shutdownNow();
        slow.shutdownNow();
        tables.close();
    }

    @Test
    void ten_thousand_that_wait_for_a_hanging_endpoint_delay_no_other() throws Exception {
        DeliveryProperties properties = new DeliveryProperties(
                List.of(Duration.ofSeconds(5)), Duration.ofDays(5), 16, 4, Duration.ofMinutes(5), Duration.ofDays(30));
        TransactionTemplate transaction = new TransactionTemplate(tables.transactions);
        Node node = new Node(tables.jdbc, clock);
        DeliveryRows rows = new DeliveryRows(tables.jdbc, node, properties);
        SettleDeliveries settle = new SettleDeliveries(tables.jdbc, node, transaction);
        Doubts doubts = new Doubts(rows, properties, clock);
        Lanes[] lanes = new Lanes[1];
        lanes[0] = new Lanes(
                quick,
                slow,
                delivery -> send(lanes[0], settle, delivery),
                back -> rows.giveBack(back.stream().map(Delivery::name).toList(), clock.instant(), clock.instant()),
                () -> {},
                clock);
        ClaimDeliveries claim = new ClaimDeliveries(
                rows,
                lanes[0],
                settle,
                doubts,
                new DeliveryMeters(new SimpleMeterRegistry(), rows, lanes[0]),
                properties,
                tables.jdbc,
                transaction,
                clock);
        AtomicLong stall = new AtomicLong();
        ticks.scheduleWithFixedDelay(claim::claim, 0, 250, TimeUnit.MILLISECONDS);
        measureStalls(stall);
        long alone = slowest(rows, "alone");
        insert(rows, "hanging", WAITING, clock.instant().minusSeconds(60));
        await().atMost(Duration.ofSeconds(30)).until(() -> lanes[0].places() > 0);

        long beside = slowest(rows, "beside");

        assertThat(beside)
                .as("within a second beyond what it takes alone (%d ms), and what this machine stood still", alone)
                .isLessThan(alone + 1_000 + 2 * stall.get());
        assertThat(rows.open()).isGreaterThanOrEqualTo(WAITING);
        lanes[0].close();
        settle.close();
    }

    /** The milliseconds until the last of an endpoint's deliveries has arrived. */
    private long slowest(DeliveryRows rows, String endpoint) {
        arrived.clear();
        insert(rows, endpoint, OTHERS, clock.instant());
        Instant there = clock.instant();
        await().atMost(Duration.ofSeconds(60)).until(() -> arrived.size() == OTHERS);
        return arrived.values().stream()
                .mapToLong(at -> Duration.between(there, at).toMillis())
                .max()
                .orElseThrow();
    }

    private void send(Lanes lanes, SettleDeliveries settle, Delivery delivery) {
        if (delivery.endpoint().equals("hanging")) {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return;
        }
        arrived.put(delivery.name(), clock.instant());
        lanes.sign(delivery.endpoint(), Sign.WELL);
        settle.settle(
                new Outcome(delivery, clock.instant(), Duration.ofMillis(1), 200, null, DeliveryState.DELIVERED, null));
    }

    private void insert(DeliveryRows rows, String endpoint, int count, Instant at) {
        List<Object[]> events = new ArrayList<>();
        List<Start> starts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String event = "WH-" + endpoint + i;
            events.add(new Object[] {event, Sql.utc(at)});
            Delivery delivery = new Delivery(
                    event + ".x", event, "sms.sent", "SMS-" + i, "KEY", null, "http://x", endpoint, 0, null, at, null);
            starts.add(new Start(delivery, DeliveryState.PENDING));
        }
        tables.jdbc.batchUpdate(
                "INSERT INTO tel_event (name, event, record_id, sequence, payload, created_at)"
                        + " VALUES (?, 'sms.sent', 'SMS', 1, '{\"event\":\"sms.sent\"}', ?)",
                events);
        rows.insert(starts, at);
    }

    /** The longest time by which a thread that wanted to run every 20 ms was late. */
    private void measureStalls(AtomicLong longest) {
        AtomicLong last = new AtomicLong(System.nanoTime());
        ticks.scheduleAtFixedRate(
                () -> {
                    long now = System.nanoTime();
                    long late = TimeUnit.NANOSECONDS.toMillis(now - last.getAndSet(now)) - 20;
                    longest.accumulateAndGet(late, Math::max);
                },
                20,
                20,
                TimeUnit.MILLISECONDS);
    }
}
