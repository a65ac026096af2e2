package com.dartwing.tel.hub.ops;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.stereotype.Component;

/**
 * Asks the database every second whether it is there, over a connection of its own, so that a pool that is merely busy
 * is not taken for a database that is lost. As long as it is lost, readiness says so and the pool lets nobody wait for a
 * connection that will not come: callers are refused at once.
 */
@Component("databaseHealthIndicator")
class DatabaseWatch implements HealthIndicator, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final String MARIADB = "jdbc:mariadb:";
    private static final int ANSWER_SECONDS = 2;

    /** The shortest wait that the pool knows, in milliseconds. */
    private static final long HARDLY = 250;

    private final HikariDataSource pool;
    private final long patience;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread worker = new Thread(work, "database-watch");
        worker.setDaemon(true);
        return worker;
    });
    private Connection connection;
    private volatile boolean there = true;

    DatabaseWatch(DataSource database, MeterRegistry registry) throws SQLException {
        this.pool = database.unwrap(HikariDataSource.class);
        this.patience = pool.getConnectionTimeout();
        Gauge.builder("tel.database.up", () -> there ? 1 : 0)
                .description("Whether the database answers: 1 or 0")
                .register(registry);
        thread.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public Health health() {
        return there ? Health.up().build() : Health.outOfService().build();
    }

    private void look() {
        try {
            answer();
            if (!there) {
                comeBack();
            }
        } catch (SQLException | RuntimeException e) {
            if (there) {
                LOG.error("The database is lost: {}", e.getMessage());
                there = false;
                pool.getHikariConfigMXBean().setConnectionTimeout(HARDLY);
            }
        }
    }

    /** The pool tries for new connections ever more seldom: the database counts as back when the pool has one. */
    private void comeBack() throws SQLException {
        pool.getHikariConfigMXBean().setConnectionTimeout(patience);
        JdbcUtils.closeConnection(pool.getConnection());
        there = true;
        LOG.warn("The database is back");
    }

    /** A connection that broke says little: only when no other can be had the database is lost. */
    private void answer() throws SQLException {
        if (connection != null && connection.isValid(ANSWER_SECONDS)) {
            return;
        }
        leave();
        connection = connect();
        if (!connection.isValid(ANSWER_SECONDS)) {
            throw new SQLException("it does not answer within " + ANSWER_SECONDS + " s");
        }
    }

    private Connection connect() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", String.valueOf(pool.getUsername()));
        login.setProperty("password", pool.getPassword() == null ? "" : pool.getPassword());
        if (pool.getJdbcUrl().startsWith(MARIADB)) {
            String millis = String.valueOf(TimeUnit.SECONDS.toMillis(ANSWER_SECONDS));
            login.setProperty("connectTimeout", millis);
            login.setProperty("socketTimeout", millis);
        }
        return DriverManager.getConnection(pool.getJdbcUrl(), login);
    }

    private void leave() {
        if (connection != null) {
            JdbcUtils.closeConnection(connection);
            connection = null;
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(2 * ANSWER_SECONDS, TimeUnit.SECONDS)) {
                leave();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
