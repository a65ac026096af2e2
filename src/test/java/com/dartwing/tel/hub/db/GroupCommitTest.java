package com.dartwing.tel.hub.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dartwing.tel.error.TelException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class GroupCommitTest {

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger transactions = new AtomicInteger();
    private JdbcTemplate jdbc;
    private TransactionTemplate transaction;
    private GroupCommit<String, String> writer;

    @BeforeEach
    void openDatabase() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:group-" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
        jdbc = new JdbcTemplate(database);
        jdbc.execute("CREATE TABLE item (name VARCHAR(20) PRIMARY KEY)");
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    @AfterEach
    void close() {
        gate.countDown();
        writer.close();
    }

    private List<String> insert(List<String> group) {
        if (group.contains("gate")) {
            entered.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        transactions.incrementAndGet();
        jdbc.batchUpdate(
                "INSERT INTO item (name) VALUES (?)",
                group.stream().map(name -> new Object[] {name}).toList());
        return group;
    }

    private int rows() {
        return jdbc.queryForObject("SELECT COUNT(*) FROM item", Integer.class);
    }

    @Test
    void what_gathers_while_the_writer_is_busy_is_one_transaction() throws InterruptedException {
        writer = new GroupCommit<>("test", transaction, this::insert, group -> Map.of());
        CompletableFuture<String> first = writer.submit("gate");
        entered.await();
        List<CompletableFuture<String>> others = IntStream.range(0, 100)
                .mapToObj(i -> writer.submit("item " + i))
                .toList();

        gate.countDown();
        first.join();
        others.forEach(CompletableFuture::join);

        assertThat(rows()).isEqualTo(101);
        assertThat(transactions.get()).isEqualTo(2);
    }

    @Test
    void of_a_group_that_fails_only_the_guilty_one_is_refused() throws InterruptedException {
        jdbc.update("INSERT INTO item (name) VALUES ('taken')");
        writer = new GroupCommit<>("test", transaction, this::insert, group -> Map.of());
        writer.submit("gate");
        entered.await();
        CompletableFuture<String> before = writer.submit("before");
        CompletableFuture<String> guilty = writer.submit("taken");
        CompletableFuture<String> after = writer.submit("after");

        gate.countDown();

        assertThat(before.join()).isEqualTo("before");
        assertThat(after.join()).isEqualTo("after");
        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> GroupCommit.await(guilty));
        assertThat(rows()).isEqualTo(4);
    }

    @Test
    void what_was_written_although_the_answer_was_lost_is_read_back() {
        writer = new GroupCommit<>(
                "test",
                transaction,
                group -> {
                    throw new DataAccessResourceFailureException("the connection broke after the commit");
                },
                group -> Map.of("a", "found"));

        assertThat(writer.submit("a").join()).isEqualTo("found");
        assertThatExceptionOfType(DataAccessResourceFailureException.class)
                .isThrownBy(() -> GroupCommit.await(writer.submit("b")));
    }

    @Test
    void a_writer_that_was_closed_takes_nothing_more() {
        writer = new GroupCommit<>("test", transaction, this::insert, group -> Map.of());
        gate.countDown();
        writer.close();

        assertThatExceptionOfType(TelException.Unavailable.class).isThrownBy(() -> writer.submit("late"));
    }

    @Test
    void a_writer_that_is_closed_writes_what_waits_and_ends() throws InterruptedException {
        writer = new GroupCommit<>("test", transaction, this::insert, group -> Map.of());
        CompletableFuture<String> first = writer.submit("gate");
        entered.await();
        CompletableFuture<String> second = writer.submit("second");
        Thread closing = new Thread(writer::close);
        closing.start();
        gate.countDown();
        closing.join();

        assertThat(first).isCompletedWithValue("gate");
        assertThat(second).isCompletedWithValue("second");
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("commit-test");
        assertThatExceptionOfType(TelException.Unavailable.class).isThrownBy(() -> writer.submit("late"));
    }

    @Test
    void of_what_may_be_written_and_cannot_be_read_back_is_told() {
        List<String> doubtful = new java.util.ArrayList<>();
        writer = new GroupCommit<>(
                "test",
                transaction,
                group -> {
                    throw new DataAccessResourceFailureException("the connection is gone");
                },
                group -> {
                    throw new DataAccessResourceFailureException("it is still gone");
                },
                doubtful::addAll);

        assertThat(writer.submit("lost")).failsWithin(java.time.Duration.ofSeconds(10));
        assertThat(doubtful).containsExactly("lost");
    }
}
