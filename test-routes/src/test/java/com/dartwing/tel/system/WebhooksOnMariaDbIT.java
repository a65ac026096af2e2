package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Deliveries to consumers on the database of production. */
class WebhooksOnMariaDbIT extends WebhooksScenario {

    private static final int MESSAGES = 20;

    @Override
    Sandbox sandbox() {
        return Sandbox.onMariaDb();
    }

    @Test
    void ten_thousand_that_wait_for_an_endpoint_that_hangs_delay_no_other() throws SQLException {
        AtomicLong stall = new AtomicLong();
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
        measureStalls(watch, stall);
        long alone = slowest();

        CountDownLatch end = new CountDownLatch(1);
        try (Consumer hanging = new Consumer();
                Connection connection = sandbox.database().connect();
                Statement statement = connection.createStatement()) {
            hanging.behave(exchange -> {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            fill(statement, hanging.url());
            await().atMost(SOON).until(() -> !hanging.all().isEmpty());

            long beside = slowest();

            System.out.printf(
                    "Deliveries beside 10,000 that wait for an endpoint that hangs: slowest after %d ms, alone %d ms, this"
                            + " machine stood still for %d ms%n",
                    beside, alone, stall.get());
            assertThat(beside).isLessThan(alone + 1_000 + 2 * stall.get());
            end.countDown();
            statement.execute("DELETE FROM tel_webhook_delivery WHERE endpoint = 'hanging'");
        } finally {
            end.countDown();
            watch.shutdownNow();
        }
    }

    private void fill(Statement statement, String url) throws SQLException {
        statement.execute("INSERT INTO tel_event (name, event, record_id, sequence, payload, created_at, relayed_at)"
                + " VALUES ('WH-2026-999999', 'webhook.test', 'TEST', 1, '{\"data\":{}}', NOW(6), NOW(6))");
        statement.execute(
                "INSERT INTO tel_webhook_delivery (name, event_id, event, record_id, api_key, url, endpoint, state, tries,"
                        + " next_attempt_at, created_at) SELECT CONCAT('hanging-', seq), 'WH-2026-999999', 'webhook.test',"
                        + " CONCAT('TEST-', seq), '" + keyName + "', '" + url
                        + "', 'hanging', 'Pending', 0, UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE, UTC_TIMESTAMP(6)"
                        + " FROM seq_1_to_10000");
    }

    /** Of a few messages' events, the longest time in milliseconds between happening and arriving. */
    private long slowest() {
        long slowest = 0;
        for (int i = 0; i < MESSAGES; i++) {
            for (Consumer.Delivery delivery : heard(send(consumer.url()), 2)) {
                Instant happened =
                        Instant.parse(delivery.json().path("timestamp").asText());
                slowest = Math.max(
                        slowest, Duration.between(happened, delivery.at()).toMillis());
            }
        }
        return slowest;
    }

    private static void measureStalls(ScheduledExecutorService watch, AtomicLong longest) {
        AtomicLong last = new AtomicLong(System.nanoTime());
        watch.scheduleAtFixedRate(
                () -> {
                    long now = System.nanoTime();
                    longest.accumulateAndGet(TimeUnit.NANOSECONDS.toMillis(now - last.getAndSet(now)) - 20, Math::max);
                },
                20,
                20,
                TimeUnit.MILLISECONDS);
    }
}
