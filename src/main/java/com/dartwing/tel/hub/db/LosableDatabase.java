package com.dartwing.tel.hub.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The pool, as long as its database is there. From a lost one nobody waits for a connection that will not come: whoever
 * wants one is refused at once.
 */
public final class LosableDatabase extends DelegatingDataSource {

    private volatile boolean lost;

    public LosableDatabase(DataSource pool) {
        super(pool);
    }

    /** Whether connections are refused from now on. */
    public void setLost(boolean whether) {
        lost = whether;
    }

    /** @throws SQLTransientConnectionException at once when the database is lost */
    @Override
    public Connection getConnection() throws SQLException {
        refuse();
        return super.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        refuse();
        return super.getConnection(user, password);
    }

    private void refuse() throws SQLException {
        if (lost) {
            throw new SQLTransientConnectionException("The database is lost");
        }
    }
}
