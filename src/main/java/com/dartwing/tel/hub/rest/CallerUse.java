package com.dartwing.tel.hub.rest;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.hub.db.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** When each key was last used: remembered per call, written once in a while. */
@Component("callerUse")
public class CallerUse {

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    public CallerUse(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void seen(ApiKey key) {
        seen.put(key.name(), clock.instant());
    }

    /** Writes what was seen since the last time. */
    public void write() {
        List<Object[]> rows = new ArrayList<>();
        for (String name : List.copyOf(seen.keySet())) {
            Instant at = seen.remove(name);
            if (at != null) {
                rows.add(new Object[] {Sql.utc(at), name});
            }
        }
        // Without modified_at: to be used is no change of the record.
        jdbc.batchUpdate("UPDATE tel_api_key SET last_used_at = ? WHERE name = ?", rows);
    }
}
