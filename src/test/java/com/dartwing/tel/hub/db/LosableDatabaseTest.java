package com.dartwing.tel.hub.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

class LosableDatabaseTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final LosableDatabase database = new LosableDatabase(new AbstractDataSource() {
        @Override
        public Connection getConnection() {
            asked.incrementAndGet();
            return null;
        }

        @Override
        public Connection getConnection(String user, String password) {
            return getConnection();
        }
    });

    @Test
    void a_lost_database_refuses_without_asking_the_pool() {
        database.setLost(true);

        assertThatThrownBy(database::getConnection).isInstanceOf(SQLTransientConnectionException.class);
        assertThatThrownBy(() -> database.getConnection("sa", "")).isInstanceOf(SQLTransientConnectionException.class);
        assertThat(asked).hasValue(0);
    }

    @Test
    void one_that_is_back_gives_connections_again() throws SQLException {
        database.setLost(true);
        database.setLost(false);

        database.getConnection();
        database.getConnection("sa", "");

        assertThat(asked).hasValue(2);
    }
}
