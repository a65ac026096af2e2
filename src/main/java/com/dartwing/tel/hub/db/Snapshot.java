package com.dartwing.tel.hub.db;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A table of read-mostly records held in memory, loaded anew when it changes: at once when this node changed it, within
 * a few seconds when another did.
 *
 * @param <T> the form in which it is held; immutable
 */
public final class Snapshot<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);

    private final JdbcTemplate jdbc;
    private final String table;
    private final Supplier<T> load;
    private volatile T current;
    private volatile String version = "";

    /** @param table its {@code modified_at}, and {@link TableVersions}, tell whether it changed */
    public Snapshot(JdbcTemplate jdbc, String table, Supplier<T> load) {
        this.jdbc = jdbc;
        this.table = table;
        this.load = load;
    }

    public String table() {
        return table;
    }

    /** The records as last loaded; never null. */
    public T get() {
        T held = current;
        return held == null ? refreshed() : held;
    }

    /** Loads anew if the table changed since. */
    public void refresh() {
        try {
            refreshed();
        } catch (RuntimeException e) {
            // What is held still serves; the storage's own alarms tell of the rest.
            LOG.warn("Table {} could not be read anew: {}", table, e.getMessage());
        }
    }

    private synchronized T refreshed() {
        String now = jdbc.queryForObject(
                "SELECT COUNT(*), MAX(modified_at),"
                        + " (SELECT MAX(version) FROM tel_table_version WHERE table_name = ?) FROM " + table,
                (row, n) -> row.getLong(1) + "|" + row.getString(2) + "|" + row.getLong(3),
                table);
        if (current == null || !version.equals(now)) {
            current = load.get();
            version = now;
        }
        return current;
    }
}
