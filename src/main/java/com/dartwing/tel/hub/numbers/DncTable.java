package com.dartwing.tel.hub.numbers;

import com.dartwing.tel.hub.db.Sql;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The do-not-contact list, as those who add to it and take from it see it. */
@Component
public class DncTable {

    /** In the place of the organisation's name when an entry binds everybody. */
    public static final String GLOBAL = "global";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public DncTable(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Lists a number for an organisation, in the caller's transaction; answers whether it was not listed yet. */
    public boolean add(String e164, String organization, String source) {
        Instant now = clock.instant();
        int known = jdbc.queryForObject(
                "SELECT COUNT(*) FROM tel_dnc_entry WHERE name = ? AND enabled = TRUE",
                Integer.class,
                name(e164, organization));
        if (known > 0) {
            return false;
        }
        jdbc.update("DELETE FROM tel_dnc_entry WHERE name = ?", name(e164, organization));
        jdbc.update(
                "INSERT INTO tel_dnc_entry (name, phone_number, organization, source, enabled, created_at, modified_at)"
                        + " VALUES (?, ?, ?, ?, TRUE, ?, ?)",
                name(e164, organization),
                e164,
                organization,
                source,
                Sql.utc(now),
                Sql.utc(now));
        return true;
    }

    /** Takes a number off an organisation's list, in the caller's transaction; answers whether it was listed. */
    public boolean remove(String e164, String organization) {
        return jdbc.update("DELETE FROM tel_dnc_entry WHERE name = ?", name(e164, organization)) > 0;
    }

    /** The record's name: number and scope, so that neither is listed twice. */
    public static String name(String e164, String organization) {
        return e164 + "@" + (organization == null ? GLOBAL : organization);
    }
}
