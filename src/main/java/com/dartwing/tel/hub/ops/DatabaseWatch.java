package com.dartwing.tel.hub.ops;

import com.dartwing.tel.hub.db.LosableDatabase;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.stereotype.Component;

/**
 * Watches the database over a connection of its own, so that a pool that is merely busy is not taken for a database that
 * is lost. As long as it is lost nobody waits for a connection that will not come: callers are refused at once.
 */
@Component("databaseHealthIndicator")
class DatabaseWatch extends ServerWatch {

    private static final String MARIADB = "jdbc:mariadb:";
    private static final int ANSWER_SECONDS = 2;

    private final LosableDatabase database;
    private final HikariDataSource pool;
    private final QuietLoggers loggers;
    private Connection connection;

    DatabaseWatch(DataSource database, MeterRegistry registry, LoggingSystem logging) throws SQLException {
        super("database", registry);
        this.database = database.unwrap(LosableDatabase.class);
        this.pool = database.unwrap(HikariDataSource.class);
        // Whatever runs by the clock fails at each try, and would say so with all its stack: ten thousand lines a
        // minute.
        this.loggers = new QuietLoggers(
                logging,
                List.of(
                        "org.hibernate.engine.jdbc.spi.SqlExceptionHelper",
                        "org.apache.camel.component.timer.TimerConsumer",
                        "org.apache.camel.component.seda.SedaConsumer",
                        "org.apache.camel.component.jpa.JpaConsumer",
                        "org.apache.camel.processor.errorhandler.DefaultErrorHandler",
                        "com.zaxxer.hikari.pool",
                        "com.dartwing.tel.hub.db.AfterCommit",
                        "com.dartwing.tel.hub.db.Snapshot"));
        start();
    }

    /** A connection that broke says little: only when no other can be had the database is lost. */
    @Override
    void ask() throws SQLException {
        if (connection != null && connection.isValid(ANSWER_SECONDS)) {
            return;
        }
        ended();
        connection = connect();
        if (!connection.isValid(ANSWER_SECONDS)) {
            throw new SQLException("it does not answer within " + ANSWER_SECONDS + " s");
        }
    }

    @Override
    void lost() {
        database.setLost(true);
        loggers.silence();
    }

    /** The pool tries for new connections ever more seldom: the database counts as back when the pool has one. */
    @Override
    void back() throws SQLException {
        JdbcUtils.closeConnection(pool.getConnection());
        database.setLost(false);
        loggers.speak();
    }

    @Override
    void ended() {
        JdbcUtils.closeConnection(connection);
        connection = null;
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
}
