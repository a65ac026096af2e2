package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.cdr.Cdr;
import com.dartwing.tel.cdr.CdrAttempt;
import com.dartwing.tel.cdr.CdrType;
import com.dartwing.tel.event.TelEvent;
import com.dartwing.tel.hub.db.OneAtATime;
import com.dartwing.tel.hub.db.Sql;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How fast call detail records are written, and how long their sums take: {@code CdrBenchmark [records]} on the database of
 * {@code BENCH_DB_URL}, {@code BENCH_DB_USER}, {@code BENCH_DB_PASSWORD}, or an H2 file that goes again; sums also from the
 * OpenSearch node at {@code BENCH_OPENSEARCH_URL}, where one is named.
 */
public final class CdrBenchmark {

    private static final String H2 =
            ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0;TIME ZONE=UTC";
    private static final Duration SPAN = Duration.ofDays(30);
    private static final int WRITTEN = 20_000;
    private static final int CONSUMERS = 16;
    private static final int GROUP = 500;
    private static final int ASKED = 11;
    private static final String[] PLACES = {"US", "GB", "DE", "FR", "CA"};
    private static final String[] NAMES = {"acme", "zeta", "nova", "iota"};
    private static final String[] STATES = {"Delivered", "Delivered", "Delivered", "Undelivered", "Failed"};

    private static final Carriers NONE = List::of;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock = Clock.systemUTC();
    private final Instant now = clock.instant();
    private final Random random = new Random(1);
    private final CdrDays days;
    private final CdrRows rows;
    private final SumTables sums;
    private final AnalyticsView view;
    private final CdrView cdrs;

    private CdrBenchmark(HikariDataSource database) {
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        days = new CdrDays(jdbc);
        rows = new CdrRows(jdbc, days);
        sums = new SumTables(jdbc, days);
        view = new AnalyticsView(
                sums, new IndexSums(new CdrIndex(Optional.empty()), new CdrIndexRows(jdbc), days), NONE);
        cdrs = new CdrView(jdbc, NONE);
    }

    public static void main(String[] arguments) throws Exception {
        int records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        Path directory = Files.createTempDirectory("bench-cdr");
        String url = System.getenv().getOrDefault("BENCH_DB_URL", "jdbc:h2:file:" + directory.resolve("hub") + H2);
        boolean mariaDb = url.startsWith("jdbc:mariadb:");
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(url);
            database.setUsername(System.getenv().getOrDefault("BENCH_DB_USER", "sa"));
            database.setPassword(System.getenv().getOrDefault("BENCH_DB_PASSWORD", ""));
            database.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
            if (mariaDb) {
                database.addDataSourceProperty("connectionTimeZone", "UTC");
                database.addDataSourceProperty("forceConnectionTimeZoneToSession", "true");
                database.addDataSourceProperty("useBulkStmts", "true");
            }
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:db/migration")
                    .placeholders(Map.of(
                            "tableOptions", mariaDb ? "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin" : ""))
                    .load()
                    .migrate();
            new Partitions(new JdbcTemplate(database), new OneAtATime(database), Clock.systemUTC()).add();
            new CdrBenchmark(database).run(records);
        } finally {
            try (var files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
    }

    private void run(int records) throws Exception {
        System.out.printf("%,d CDRs from events by %d consumers: %,.0f a second%n", WRITTEN, CONSUMERS, write());
        long started = System.nanoTime();
        fill(records);
        System.out.printf("%,d CDRs in groups of %d: %,.0f a second%n", records, GROUP, records / seconds(started));
        List<SumBy> by = List.of(SumBy.DAY, SumBy.CARRIER);
        time("get_costs by day and carrier, from records", 3, i -> view.costs(filter(i, Map.of()), by));
        started = System.nanoTime();
        new SumUpDays(jdbc, days, sums, clock, transaction).sumUp();
        System.out.printf("summing up %d days: %.1f s%n", SPAN.toDays(), seconds(started));
        time("get_costs by day and carrier", ASKED, i -> view.costs(filter(i, Map.of()), by));
        time("get_usage by country", ASKED, i -> view.usage(filter(i, Map.of()), List.of(SumBy.COUNTRY)));
        time("get_cdrs, newest 100", ASKED, i -> cdrs.page(filter(i, Map.of()), null, 100));
        time(
                "get_cdrs, newest 100 that failed",
                ASKED,
                i -> cdrs.page(filter(i, Map.of("status", "Failed")), null, 100));
        time("get_cdrs, 100 to a number", ASKED, i -> cdrs.page(filter(i, Map.of("to_number", number(7))), null, 100));
        String openSearch = System.getenv("BENCH_OPENSEARCH_URL");
        if (openSearch != null) {
            askOpenSearch(openSearch, records);
        }
    }

    /** The same costs from there: to the cent, or this is no figure. */
    private void askOpenSearch(String url, int records) throws Exception {
        try (IndexedSums indexed = new IndexedSums(url, jdbc, days, sums, NONE)) {
            long started = System.nanoTime();
            indexed.index();
            System.out.printf("%,d CDRs to OpenSearch: %,.0f a second%n", records, records / seconds(started));
            List<SumBy> by = List.of(SumBy.DAY, SumBy.CARRIER);
            Map<String, Object> there = indexed.view().costs(filter(0, Map.of()), by);
            Map<String, Object> here = view.costs(filter(0, Map.of()), by);
            if (!there.get("source").equals("opensearch") || !there.get("costs").equals(here.get("costs"))) {
                throw new IllegalStateException("OpenSearch does not tell what SQL tells");
            }
            time("get_costs by day and carrier, from OpenSearch", ASKED, i -> indexed.view()
                    .costs(filter(i, Map.of()), by));
            time("get_usage by country, from OpenSearch", ASKED, i -> indexed.view()
                    .usage(filter(i, Map.of()), List.of(SumBy.COUNTRY)));
        }
    }

    /** Events of finished messages, as the broker's consumers bring them. */
    private double write() throws Exception {
        List<Object[]> messages = new ArrayList<>();
        List<Object[]> attempts = new ArrayList<>();
        for (int i = 0; i < WRITTEN; i++) {
            String id = "SMS-2026-9%07d".formatted(i);
            messages.add(new Object[] {id, number(i), Sql.utc(now), Sql.utc(now), Sql.utc(now)});
            attempts.add(new Object[] {"a-" + id, id, Sql.utc(now)});
        }
        transaction.executeWithoutResult(status -> {
            jdbc.batchUpdate(
                    "INSERT INTO tel_sms_message (name, direction, status, from_number, to_number, body, encoding, segments,"
                            + " character_count, created_at, modified_at, delivered_at, carrier, cost_amount, cost_currency,"
                            + " organization) VALUES (?, 'Outbound', 'Delivered', '+14155550100', ?, 'x', 'GSM-7', 1, 1, ?, ?,"
                            + " ?, 'acme', 0.004, 'USD', 'Elsewhere')",
                    messages);
            jdbc.batchUpdate(
                    "INSERT INTO tel_sms_attempt (name, message, carrier, outcome, started_at, latency_ms, cost_amount,"
                            + " cost_currency) VALUES (?, ?, 'acme', 'SENT', ?, 50, 0.004, 'USD')",
                    attempts);
        });
        WriteCdrs write = new WriteCdrs(
                new FinishedSmsRows(jdbc),
                new FinishedCallRows(jdbc),
                new FinishedFaxRows(jdbc),
                new CdrAttempts(jdbc),
                rows,
                clock,
                transaction);
        ExecutorService consumers = Executors.newFixedThreadPool(CONSUMERS);
        long started = System.nanoTime();
        List<Future<?>> taking = new ArrayList<>();
        for (Object[] message : messages) {
            TelEvent event =
                    new TelEvent("WH-" + message[0], "sms.delivered", (String) message[0], 3, "KEY", null, now, "{}");
            taking.add(consumers.submit(() -> write.take(event)));
        }
        for (Future<?> one : taking) {
            one.get();
        }
        double seconds = seconds(started);
        consumers.shutdown();
        write.close();
        return WRITTEN / seconds;
    }

    private void fill(int records) {
        for (int first = 0; first < records; first += GROUP) {
            List<Cdr> group = new ArrayList<>(GROUP);
            for (int i = first; i < Math.min(records, first + GROUP); i++) {
                group.add(cdr(i, records));
            }
            transaction.executeWithoutResult(status -> rows.write(group, now));
        }
    }

    private Cdr cdr(int i, int records) {
        Instant at = now.minus(SPAN).plusMillis(SPAN.toMillis() * i / records);
        String carrier = NAMES[random.nextInt(NAMES.length)];
        BigDecimal cost = new BigDecimal("0.00" + (10 + random.nextInt(90)));
        return new Cdr(
                CdrType.SMS,
                "SMS-2026-%07d".formatted(i),
                "Outbound",
                "+14155550100",
                number(i),
                at,
                at.plusSeconds(2),
                0,
                0,
                1,
                STATES[random.nextInt(STATES.length)],
                carrier,
                "c-" + i,
                cost,
                "USD",
                new Cdr.Owner("KEY-" + i % 5, "module-" + i % 5, "Bench", "CC-" + i % 20),
                PLACES[i % PLACES.length],
                null,
                List.of(new CdrAttempt(carrier, "SENT", null, at, 50, cost, "USD")));
    }

    /** Each question is a new one, for H2 remembers the answer to the last. */
    private CdrFilter filter(int i, Map<String, String> equal) {
        return new CdrFilter("Bench", now.minus(SPAN).plusMillis(i), null, equal);
    }

    private static String number(int i) {
        return "+1415%07d".formatted(i % 100_000);
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }

    /** The median, after one that is not counted. */
    private static void time(String what, int times, IntFunction<?> question) {
        question.apply(times);
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            long started = System.nanoTime();
            question.apply(i);
            millis[i] = seconds(started) * 1_000;
        }
        Arrays.sort(millis);
        System.out.printf("%s: %.0f ms%n", what, millis[times / 2]);
    }
}
