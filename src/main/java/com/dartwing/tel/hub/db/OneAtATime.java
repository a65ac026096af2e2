package com.dartwing.tel.hub.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Jobs that one node does at a time: the others leave them out. The lock is the database's and ends with the
 * connection that took it, so a node that dies leaves none behind; on H2 there is one node.
 */
@Component
public class OneAtATime {

    private final DataSource database;
    private final Map<String, ReentrantLock> here = new ConcurrentHashMap<>();

    public OneAtATime(DataSource database) {
        this.database = database;
    }

    /** Runs the job, unless another node has one in hand. */
    public void run(String job, Runnable task) {
        ReentrantLock turn = here.computeIfAbsent(job, any -> new ReentrantLock());
        if (!turn.tryLock()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            if (!isMariaDb(connection)) {
                task.run();
            } else if (ask(connection, "SELECT GET_LOCK(CONCAT(DATABASE(), ?), 0)", job)) {
                try {
                    task.run();
                } finally {
                    ask(connection, "SELECT RELEASE_LOCK(CONCAT(DATABASE(), ?))", job);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The job " + job + " cannot ask for its turn", e);
        } finally {
            turn.unlock();
        }
    }

    private static boolean ask(Connection connection, String question, String job) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, "." + job);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getInt(1) == 1;
            }
        }
    }

    /** Whether the database is MariaDB, which knows partitions and can lock a name. */
    public static boolean isMariaDb(Connection connection) throws SQLException {
        return "MariaDB".equals(connection.getMetaData().getDatabaseProductName());
    }
}
