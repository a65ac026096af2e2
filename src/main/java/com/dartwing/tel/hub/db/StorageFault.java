package com.dartwing.tel.hub.db;

import com.dartwing.tel.error.TelException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Set;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells a storage that is away, or overloaded, from a fault of ours: who meets it may come back. */
public final class StorageFault {

    private static final Duration COME_BACK = Duration.ofSeconds(2);
    private static final int DEEPEST = 20;

    /** MariaDB's words for a full disk or table, a lock that took too long, a deadlock, a server that only reads. */
    private static final Set<Integer> PASSING = Set.of(1021, 1114, 1205, 1213, 1290, 1836);

    /** The pool's word for a connection that broke before; often nothing else is left to see, for a rollback met it. */
    private static final String CLOSED = "Connection is closed";

    private StorageFault() {}

    /** Whether the storage could not be reached, was lost on the way, or has no room, anywhere among the causes. */
    public static boolean isIn(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof CannotCreateTransactionException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransientDataAccessException
                    || cause instanceof SQLTransientException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof SQLException sql
                            && (isConnectionState(sql.getSQLState())
                                    || PASSING.contains(sql.getErrorCode())
                                    || CLOSED.equals(sql.getMessage()))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** What callers are told of it: TEL-015. */
    public static TelException.Unavailable told() {
        return new TelException.Unavailable("The hub's storage is not available", COME_BACK);
    }

    /** Class 08 of the SQL standard: connection exception. */
    private static boolean isConnectionState(String state) {
        return state != null && state.startsWith("08");
    }
}
