package com.dartwing.tel.hub.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.error.TelException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;

class UnsettledEventsTest {

    @Test
    void storage_that_is_away_is_waited_for() {
        assertThat(UnsettledEvents.isPassing(new CannotCreateTransactionException("no connection")))
                .isTrue();
        assertThat(UnsettledEvents.isPassing(new TelException.Unavailable("full", Duration.ofSeconds(1))))
                .isTrue();
        assertThat(UnsettledEvents.isPassing(
                        new RuntimeException(new SQLNonTransientConnectionException("connection is closed"))))
                .isTrue();
    }

    @Test
    void a_full_disk_is_waited_for() {
        SQLException full = new SQLException("Disk full", "HY000", 1021);

        assertThat(UnsettledEvents.isPassing(new UncategorizedSQLException("insert", "INSERT", full)))
                .isTrue();
    }

    @Test
    void what_the_event_itself_does_wrong_is_counted() {
        assertThat(UnsettledEvents.isPassing(new IllegalArgumentException("no such field")))
                .isFalse();
        assertThat(UnsettledEvents.isPassing(new UncategorizedSQLException(
                        "insert", "INSERT", new SQLException("Data too long", "22001", 1406))))
                .isFalse();
    }
}
