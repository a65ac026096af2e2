package com.dartwing.tel.hub;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that can be lost: at a commit, whose answer never comes, and from then on until it is back. */
public final class LossyDatabase extends DelegatingDataSource {

    /** What happens at a commit, beyond that nobody hears of it. */
    private record Loss(boolean written, boolean databaseToo) {}

    private final AtomicReference<Loss> next = new AtomicReference<>();
    private volatile boolean away;

    public LossyDatabase(DataSource database) {
        super(database);
    }

    /** The next commit is made, and its connection breaks before the answer. */
    public void loseNextAnswer() {
        next.set(new Loss(true, false));
    }

    /** The next commit is made, and the database is gone before the answer, until {@link #comeBack()}. */
    public void dieAfterNextCommit() {
        next.set(new Loss(true, true));
    }

    /** The database is gone before the next commit is made, until {@link #comeBack()}. */
    public void dieBeforeNextCommit() {
        next.set(new Loss(false, true));
    }

    public void comeBack() {
        away = false;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (away) {
            throw lost();
        }
        Connection connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    Loss loss = method.getName().equals("commit") ? next.getAndSet(null) : null;
                    if (loss != null) {
                        lose(connection, loss);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void lose(Connection connection, Loss loss) throws SQLException {
        if (loss.written()) {
            connection.commit();
        } else {
            connection.rollback();
        }
        away = loss.databaseToo();
        throw lost();
    }

    private static SQLException lost() {
        return new SQLNonTransientConnectionException("(conn=1) Connection reset", "08000");
    }
}
