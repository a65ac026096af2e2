package com.dartwing.tel.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.system.MariaDbProcess;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Nodes take over what others had in hand at the same time, while those write down what came of it after all. */
class TakeOverOnMariaDbIT {

    private static final DeliveryProperties PROPERTIES = new DeliveryProperties(
            List.of(Duration.ofSeconds(5)), Duration.ofDays(5), 16, 4, Duration.ofMinutes(5), Duration.ofDays(30));
    private static final int ROUNDS = 8;
    private static final int DELIVERIES = 1_200;
    private static final int ENDPOINTS = 20;

    private static MariaDbProcess server;
    private static HikariDataSource pool;

    private final JdbcTemplate jdbc = new JdbcTemplate(pool);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(pool));

    @BeforeAll
    static void start() {
        server = MariaDbProcess.start();
        pool = new HikariDataSource();
        pool.setJdbcUrl(server.jdbcUrl());
        pool.setUsername(server.user());
        pool.setPassword(server.password());
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration")
                .placeholders(Map.of("tableOptions", "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin"))
                .load()
                .migrate();
    }

    @AfterAll
    static void end() {
        pool.close();
        server.close();
    }

    @Test
    void what_is_taken_over_and_settled_at_once_ends_without_an_error() throws Exception {
        Clock clock = Clock.systemUTC();
        DeliveryRows one = new DeliveryRows(jdbc, new Node(jdbc, clock), PROPERTIES);
        DeliveryRows other = new DeliveryRows(jdbc, new Node(jdbc, clock), PROPERTIES);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                List<Object[]> names = inHandOfTheDead(round);
                CyclicBarrier begin = new CyclicBarrier(4);

                List<Future<Integer>> ends = new ArrayList<>();
                ends.add(threads.submit(at(begin, () -> one.takeOver(transaction, clock.instant()))));
                ends.add(threads.submit(at(begin, () -> other.takeOver(transaction, clock.instant()))));
                ends.add(threads.submit(at(begin, () -> settle(names, 0))));
                ends.add(threads.submit(at(begin, () -> settle(names, 1))));
                for (Future<Integer> end : ends) {
                    end.get();
                }

                // What the others had locked is taken over the next time.
                one.takeOver(transaction, clock.instant());
                assertThat(jdbc.queryForObject(
                                "SELECT COUNT(*) FROM tel_webhook_delivery WHERE state = 'Sending'", Integer.class))
                        .isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Integer> at(CyclicBarrier begin, Callable<Integer> work) {
        return () -> {
            begin.await();
            return work.call();
        };
    }

    private List<Object[]> inHandOfTheDead(int round) {
        Instant now = Instant.now();
        jdbc.update("DELETE FROM tel_webhook_delivery");
        List<Object[]> rows = IntStream.range(0, DELIVERIES)
                .mapToObj(n -> new Object[] {
                    "WH-" + round + "-" + n,
                    "WH-" + n,
                    "endpoint-" + n % ENDPOINTS,
                    Sql.utc(now.plusSeconds(300)),
                    Sql.utc(now)
                })
                .toList();
        jdbc.batchUpdate(
                "INSERT INTO tel_webhook_delivery (name, event_id, event, record_id, url, endpoint, state, owner, lease_until,"
                        + " created_at) VALUES (?, ?, 'sms.sent', 'SMS', 'http://127.0.0.1:9/', ?, 'Sending', 'node-dead', ?, ?)",
                rows);
        List<Object[]> names =
                new ArrayList<>(rows.stream().map(row -> new Object[] {row[0]}).toList());
        // As their answers come: in no order.
        Collections.shuffle(names, new Random(round));
        return names;
    }

    /** As a node does that is not as dead as it seems; each of the two has half of them. */
    private int settle(List<Object[]> names, int half) {
        List<Object[]> ours = names.subList(half * DELIVERIES / 2, (half + 1) * DELIVERIES / 2);
        for (int from = 0; from < ours.size(); from += 50) {
            List<Object[]> group = ours.subList(from, from + 50);
            while (!isSettled(group)) {
                // As the writer does: again, when the database found a deadlock.
            }
        }
        return ours.size();
    }

    private boolean isSettled(List<Object[]> group) {
        try {
            transaction.executeWithoutResult(status -> jdbc.batchUpdate(
                    "UPDATE tel_webhook_delivery SET state = 'Delivered', owner = NULL, lease_until = NULL"
                            + " WHERE name = ? AND state = 'Sending' AND owner = 'node-dead'",
                    group));
            return true;
        } catch (TransientDataAccessException e) {
            return false;
        }
    }
}
