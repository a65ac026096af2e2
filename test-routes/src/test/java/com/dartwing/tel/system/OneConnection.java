package com.dartwing.tel.system;

import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** A database of a test's own as what Flyway wants. */
final class OneConnection extends AbstractDataSource {

    private final UpgradeScenario.Database database;

    OneConnection(UpgradeScenario.Database database) {
        this.database = database;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return database.connect();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return database.connect();
    }
}
