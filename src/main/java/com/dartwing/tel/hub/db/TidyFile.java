package com.dartwing.tel.hub.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Lets H2 use the space in its file again while it is open. Each commit appends a chunk of pages, most of which the next
 * commits replace; a chunk's space is free when the last of its pages is replaced, and the few pages that stay would hold
 * it for ever. H2 itself moves them only where commits are delayed, and ours are not, for they are durable at once.
 *
 * <p>A page that is moved is written by the next commit, as any page that was changed, and its old place is kept until then
 * and for H2's retention time of 45 seconds at least: at every moment the file holds all that was committed. That time stays
 * as it is, and chunks are not moved as a whole: without it, and by that, H2 has lost files.
 */
@Component("tidyFile")
public class TidyFile {

    /** So much of what older chunks hold is to be in use, in percent. */
    private static final int ENOUGH = 50;

    /** What is moved at a time, in bytes: no commit waits longer than for that. */
    private static final int SLICE = 1 << 19;

    private static final Duration LONGEST = Duration.ofMillis(600);

    /** How often in a row nothing is moved, because others commit or because there is nothing, until that is enough. */
    private static final int PATIENCE = 10;

    private static final String IN_USE = "info.CHUNKS_FILL_RATE_RW";
    private static final int ALL = 100;

    private final JdbcTemplate jdbc;

    public TidyFile(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Moves some of what is in the way, if the database is a file; answers how many slices. */
    public int tidy() {
        Integer slices = jdbc.execute((ConnectionCallback<Integer>)
                connection -> connection.isWrapperFor(JdbcConnection.class) ? tidied(storeOf(connection)) : 0);
        return slices == null ? 0 : slices;
    }

    private static MVStore storeOf(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return session.getDatabase().getStore().getMvStore();
    }

    private static int tidied(MVStore store) {
        int slices = 0;
        int inVain = 0;
        long start = System.nanoTime();
        while (store.isPersistent()
                && inVain < PATIENCE
                && inUse(store.getFileStore()) < ENOUGH
                && System.nanoTime() - start < LONGEST.toNanos()) {
            boolean moved = store.compact(ALL, SLICE);
            slices += moved ? 1 : 0;
            inVain = moved ? 0 : inVain + 1;
        }
        return slices;
    }

    private static int inUse(FileStore<?> file) {
        AtomicInteger percent = new AtomicInteger(ALL);
        file.populateInfo((name, value) -> {
            if (name.equals(IN_USE)) {
                percent.set(Integer.parseInt(value));
            }
        });
        return percent.get();
    }
}
