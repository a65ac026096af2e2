package com.dartwing.tel.hub.db;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Counts the changes of each table that nodes hold in memory. A change is seen by every node, whatever their clocks say:
 * times alone would hide one of a node whose clock is behind.
 */
@Component
public class TableVersions {

    private final JdbcTemplate jdbc;

    public TableVersions(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** To be called in the transaction that changes the table. */
    public void changed(String table) {
        if (jdbc.update("UPDATE tel_table_version SET version = version + 1 WHERE table_name = ?", table) == 0) {
            jdbc.update("INSERT INTO tel_table_version (table_name, version) VALUES (?, 1)", table);
        }
    }
}
