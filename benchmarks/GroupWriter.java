package benchmarks;

import com.dartwing.tel.hub.db.GroupCommit;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The group writer by itself, on a durable H2 file, or on the database that {@code BENCH_HUB_ARGUMENTS} names: a message is two
 * steps, accepted and sent, of two rows each, the message and its event; each step is committed before the next begins. So fast
 * could a hub be that did nothing else.
 */
final class GroupWriter implements AutoCloseable {

    private static final String SETTINGS =
            ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0";
    private static final String PAYLOAD = "{\"event\":\"sms\",\"data\":\"" + "x".repeat(400) + "\"}";

    private final Path folder = Files.createTempDirectory("bench-writer");
    private final HikariDataSource database = new HikariDataSource();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final GroupCommit<String, String> accepted;
    private final GroupCommit<String, String> sent;
    private final AtomicLong done = new AtomicLong();
    private volatile boolean over;

    GroupWriter() throws IOException {
        database.setJdbcUrl(given("url", "jdbc:h2:file:" + folder.resolve("writer") + SETTINGS));
        database.setUsername(given("username", "sa"));
        database.setPassword(given("password", ""));
        jdbc.execute("CREATE TABLE message (name VARCHAR(40) PRIMARY KEY, status VARCHAR(16) NOT NULL,"
                + " to_number VARCHAR(20) NOT NULL, body VARCHAR(1600) NOT NULL)");
        jdbc.execute("CREATE INDEX ix_message_status ON message (status, name)");
        jdbc.execute("CREATE TABLE event (id BIGINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) NOT NULL,"
                + " payload VARCHAR(4000) NOT NULL)");
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        accepted = new GroupCommit<>("accepted", transaction, this::insert, lost -> Map.of());
        sent = new GroupCommit<>("sent", transaction, this::update, lost -> Map.of());
    }

    /** What the hub is given for its database. */
    private static String given(String name, String fallback) {
        String option = "--spring.datasource." + name + "=";
        return Stream.of(System.getenv().getOrDefault("BENCH_HUB_ARGUMENTS", "").split("\\s+"))
                .filter(argument -> argument.startsWith(option))
                .map(argument -> argument.substring(option.length()))
                .findFirst()
                .orElse(fallback);
    }

    /** Messages a second, with so many under way all the time. */
    double run(int underWay, int seconds) throws InterruptedException {
        over = false;
        long before = done.get();
        long start = System.nanoTime();
        CountDownLatch ended = new CountDownLatch(underWay);
        for (int i = 0; i < underWay; i++) {
            next(ended);
        }
        TimeUnit.SECONDS.sleep(seconds);
        over = true;
        ended.await();
        return (done.get() - before) / ((System.nanoTime() - start) / 1e9);
    }

    private void next(CountDownLatch ended) {
        accepted.submit(UUID.randomUUID().toString()).thenCompose(sent::submit).whenComplete((name, failure) -> {
            if (failure != null) {
                failure.printStackTrace();
            } else {
                done.incrementAndGet();
            }
            if (over || failure != null) {
                ended.countDown();
            } else {
                next(ended);
            }
        });
    }

    private List<String> insert(List<String> names) {
        jdbc.batchUpdate(
                "INSERT INTO message VALUES (?, 'Queued', '+14155551234', 'Your code is 123456')",
                names.stream().map(name -> new Object[] {name}).toList());
        return event(names);
    }

    private List<String> update(List<String> names) {
        jdbc.batchUpdate(
                "UPDATE message SET status = 'Sent' WHERE name = ?",
                names.stream().map(name -> new Object[] {name}).toList());
        return event(names);
    }

    private List<String> event(List<String> names) {
        jdbc.batchUpdate(
                "INSERT INTO event (name, payload) VALUES (?, ?)",
                names.stream().map(name -> new Object[] {name, PAYLOAD}).toList());
        return names;
    }

    @Override
    public void close() throws IOException {
        accepted.close();
        sent.close();
        // The hub begins with an empty database.
        jdbc.execute("DROP TABLE message");
        jdbc.execute("DROP TABLE event");
        database.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
