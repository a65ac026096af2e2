package com.dartwing.tel.hub;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;

/** The real tables in a database of the test's own, in memory. */
public final class Tables implements AutoCloseable {

    private static final String OPTIONS =
            ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;TIME ZONE=UTC;DB_CLOSE_DELAY=-1";

    public final JdbcTemplate jdbc;
    public final PlatformTransactionManager transactions;

    /** @param name that no other test gives its database */
    public Tables(String name) {
        var database = new DriverManagerDataSource("jdbc:h2:mem:" + name + OPTIONS, "sa", "");
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .placeholders(Map.of("tableOptions", ""))
                .load()
                .migrate();
        jdbc = new JdbcTemplate(database);
        transactions = new DataSourceTransactionManager(database);
    }

    @Override
    public void close() {
        jdbc.execute("SHUTDOWN");
    }
}
