package com.dartwing.tel.hub.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.orm.jpa.JpaSystemException;

class StorageFaultTest {

    static Stream<RuntimeException> away() {
        return Stream.of(
                new UncategorizedSQLException("insert", "", new SQLException("The table 'x' is full", "HY000", 1114)),
                new UncategorizedSQLException("insert", "", new SQLException("gone", "08S01")),
                new JpaSystemException(new IllegalStateException(
                        "Unable to rollback against JDBC Connection", new SQLException("Connection is closed"))));
    }

    @ParameterizedTest
    @MethodSource("away")
    void a_storage_that_is_away_or_full_may_be_tried_again(RuntimeException failure) {
        assertThat(StorageFault.isIn(failure)).isTrue();
    }

    @Test
    void a_statement_that_is_wrong_is_a_fault_of_ours() {
        assertThat(StorageFault.isIn(
                        new UncategorizedSQLException("insert", "", new SQLException("no such column", "42S22", 1054))))
                .isFalse();
    }
}
