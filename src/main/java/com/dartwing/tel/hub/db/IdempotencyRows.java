package com.dartwing.tel.hub.db;

import java.time.Instant;
import java.util.Collection;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keys under which callers repeat requests, written with the records that the first requests became. */
public final class IdempotencyRows {

    /**
     * A key whose request is not answered yet.
     *
     * @param bodyHash of the request, to tell its repetition from another one
     */
    public record Row(String apiKey, String key, String bodyHash, String recordId) {}

    private IdempotencyRows() {}

    /** @throws org.springframework.dao.DuplicateKeyException when another node has taken one of the keys meanwhile */
    public static void insert(JdbcTemplate jdbc, Collection<Row> rows, Instant now) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(
                    "INSERT INTO tel_idempotency (api_key, idempotency_key, body_hash, record_id, created_at)"
                            + " VALUES (?, ?, ?, ?, ?)",
                    rows.stream()
                            .map(row ->
                                    new Object[] {row.apiKey(), row.key(), row.bodyHash(), row.recordId(), Sql.utc(now)
                                    })
                            .toList());
        }
    }
}
