package com.dartwing.tel.hub.db;

import com.dartwing.tel.series.RecordIds;
import com.dartwing.tel.sms.SmsEvent;
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
    public record Entry(SmsEvent event, String apiKey, String targetUrl) {}

    private static final String INSERT =
            """
            INSERT INTO tel_event
              (name, event, record_id, sequence, payload, api_key, target_url, state, tries, next_attempt_at, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)
            """;

    private final JdbcTemplate jdbc;
    private final RecordIds ids;

    public Outbox(JdbcTemplate jdbc, RecordIds ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /** Writes the events in the caller's transaction. */
    public void insert(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        List<Object[]> rows = entries.stream().map(this::row).toList();
        jdbc.batchUpdate(INSERT, rows);
    }

    private Object[] row(Entry entry) {
        SmsEvent event = entry.event();
        String id = ids.next("WH");
        boolean heard = entry.targetUrl() != null;
        return new Object[] {
            id,
            event.event(),
            event.recordId(),
            event.sequence(),
            event.payload(id),
            entry.apiKey(),
            entry.targetUrl(),
            heard ? "Pending" : "Done",
            heard ? Sql.utc(event.at()) : null,
            Sql.utc(event.at())
        };
    }
}
