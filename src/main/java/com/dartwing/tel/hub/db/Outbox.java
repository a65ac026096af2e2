package com.dartwing.tel.hub.db;

import com.dartwing.tel.event.RecordEvent;
import com.dartwing.tel.series.RecordIds;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Events, written in the transaction of the change that they tell. */
@Component
public class Outbox {

    /**
     * An event and who is to hear it.
     *
     * @param targetUrl the consumer's webhook, or null when nobody listens
     */
    public record Entry(RecordEvent event, String apiKey, String targetUrl) {}

    /** A relay that is busy already needs no second wish. */
    private static final String RELAY = "seda:relay-events?discardWhenFull=true";

    /** Records are shared among relays by the hash of their id. */
    public static final int SLOTS = 32;

    private static final String INSERT =
            """
            INSERT INTO tel_event
              (name, event, record_id, sequence, payload, api_key, target_url, created_at, relay_slot, relayed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
            """;

    private final JdbcTemplate jdbc;
    private final RecordIds ids;
    private final AfterCommit afterCommit;

    public Outbox(JdbcTemplate jdbc, RecordIds ids, AfterCommit afterCommit) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.afterCommit = afterCommit;
    }

    /** Writes the events in the caller's transaction; the relay is woken once it is committed. */
    public void insert(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        List<Object[]> rows = entries.stream().map(this::row).toList();
        jdbc.batchUpdate(INSERT, rows);
        afterCommit.wake(RELAY);
    }

    private Object[] row(Entry entry) {
        RecordEvent event = entry.event();
        String id = ids.next("WH");
        return new Object[] {
            id,
            event.event(),
            event.recordId(),
            event.sequence(),
            event.payload(id),
            entry.apiKey(),
            entry.targetUrl(),
            Sql.utc(event.at()),
            slot(event.recordId())
        };
    }

    /** The slot of a record, the same on every node and for ever. */
    public static int slot(String recordId) {
        return Math.floorMod(recordId.hashCode(), SLOTS);
    }
}
