package com.dartwing.tel.hub.db;

import com.dartwing.tel.event.RecordEvent;
import com.dartwing.tel.event.TelEvent;
import com.dartwing.tel.series.RecordIds;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Lazy;
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
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String RELEASE = "UPDATE tel_event SET relayed_at = NULL WHERE name = ?";

    private final JdbcTemplate jdbc;
    private final RecordIds ids;
    private final AfterCommit afterCommit;
    private final Audience audience;

    public Outbox(JdbcTemplate jdbc, RecordIds ids, AfterCommit afterCommit, @Lazy Audience audience) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.afterCommit = afterCommit;
        this.audience = audience;
    }

    /**
     * Writes the events in the caller's transaction; the relay is woken once it is committed. What nobody hears of is
     * written as relayed already.
     */
    public void insert(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        List<TelEvent> unheard = new ArrayList<>(entries.size());
        List<Object[]> rows = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            TelEvent event = event(entry);
            boolean isHeard = audience.isThereFor(event);
            if (!isHeard) {
                unheard.add(event);
            }
            rows.add(row(event, isHeard));
        }
        jdbc.batchUpdate(INSERT, rows);
        if (unheard.size() < entries.size()) {
            afterCommit.wake(RELAY);
        }
        if (!unheard.isEmpty()) {
            afterCommit.runIf(() -> unheard.stream().anyMatch(audience::isThereFor), () -> release(unheard));
        }
    }

    /** Has those relayed after all of which somebody has begun to hear while they were committed. */
    private void release(List<TelEvent> unheard) {
        jdbc.batchUpdate(
                RELEASE,
                unheard.stream()
                        .filter(audience::isThereFor)
                        .map(event -> new Object[] {event.id()})
                        .toList());
    }

    private TelEvent event(Entry entry) {
        RecordEvent event = entry.event();
        String id = ids.next("WH");
        return new TelEvent(
                id,
                event.event(),
                event.recordId(),
                event.sequence(),
                entry.apiKey(),
                entry.targetUrl(),
                event.at(),
                event.payload(id));
    }

    private static Object[] row(TelEvent event, boolean isHeard) {
        return new Object[] {
            event.id(),
            event.event(),
            event.recordId(),
            event.sequence(),
            event.payload(),
            event.apiKey(),
            event.targetUrl(),
            Sql.utc(event.createdAt()),
            slot(event.recordId()),
            isHeard ? null : Sql.utc(event.createdAt())
        };
    }

    /** The slot of a record, the same on every node and for ever. */
    public static int slot(String recordId) {
        return Math.floorMod(recordId.hashCode(), SLOTS);
    }
}
