package com.dartwing.tel.hub.fax;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.fax.FaxBatchRequest;
import com.dartwing.tel.fax.FaxStatus;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.json.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Batches of faxes as rows. A batch's own row never changes: how far it is, its faxes tell. */
@Component
public class FaxBatchRows {

    private final JdbcTemplate jdbc;

    FaxBatchRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(String id, FaxBatch batch, Instant now) {
        ApiKey caller = batch.caller();
        jdbc.update(
                "INSERT INTO tel_fax_batch (name, batch_name, api_key, module, organization, total_recipients, bad_count,"
                        + " page_count, hipaa_mode, created_at, modified_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                batch.request().batchName(),
                caller.name(),
                caller.module(),
                caller.organization(),
                batch.total(),
                batch.bad().size(),
                batch.pages(),
                batch.hipaa(),
                Sql.utc(now),
                Sql.utc(now));
        jdbc.batchUpdate(
                "INSERT INTO tel_fax_batch_failure (name, to_number, error_code, error_message) VALUES (?, ?, ?, ?)",
                batch.bad().stream()
                        .map(bad -> new Object[] {
                            name(id, bad.position()), bad.to(), bad.code(), Sql.cut(bad.message(), 500)
                        })
                        .toList());
    }

    private static String name(String batch, int position) {
        return String.format("%s-%06d", batch, position);
    }

    /**
     * How far a batch is, counted now.
     *
     * @throws TelException.NotFound when the caller has no such batch
     */
    public Map<String, Object> state(String id, ApiKey caller) {
        Map<String, Object> batch = jdbc
                .query(
                        "SELECT * FROM tel_fax_batch WHERE name = ? AND api_key = ?",
                        (row, n) -> {
                            Map<String, Object> told = new LinkedHashMap<>();
                            told.put("batch_id", id);
                            told.put("batch_name", row.getString("batch_name"));
                            told.put("status", null);
                            told.put("total_recipients", row.getInt("total_recipients"));
                            told.put("page_count", row.getInt("page_count"));
                            told.put("failed_count", row.getInt("bad_count"));
                            told.put("created_at", UtcTime.write(Sql.instant(row, "created_at")));
                            return told;
                        },
                        id,
                        caller.name())
                .stream()
                .findFirst()
                .orElseThrow(() -> new TelException.NotFound("There is no batch of this id"));
        return counted(id, batch);
    }

    private Map<String, Object> counted(String id, Map<String, Object> batch) {
        Map<FaxStatus, Integer> by = new EnumMap<>(FaxStatus.class);
        Instant[] last = {null};
        jdbc.query(
                "SELECT status, COUNT(*) AS faxes, MAX(completed_at) AS ended FROM tel_fax WHERE batch = ? GROUP BY status",
                row -> {
                    by.put(FaxStatus.ofWord(row.getString("status")), row.getInt("faxes"));
                    Instant at = Sql.instant(row, "ended");
                    last[0] = last[0] == null || at != null && at.isAfter(last[0]) ? at : last[0];
                },
                id);
        int queued = by.getOrDefault(FaxStatus.QUEUED, 0);
        int sending = by.getOrDefault(FaxStatus.SENDING, 0);
        int over = by.values().stream().mapToInt(Integer::intValue).sum() - queued - sending;
        boolean completed = queued + sending == 0;
        batch.put("status", completed ? "completed" : sending + over == 0 ? "queued" : "processing");
        batch.put("queued_count", queued);
        batch.put("sending_count", sending);
        batch.put("delivered_count", by.getOrDefault(FaxStatus.DELIVERED, 0));
        batch.put(
                "failed_count",
                (Integer) batch.get("failed_count")
                        + by.getOrDefault(FaxStatus.FAILED, 0)
                        + by.getOrDefault(FaxStatus.PARTIAL, 0));
        batch.put("canceled_count", by.getOrDefault(FaxStatus.CANCELED, 0));
        batch.put("completed_at", completed ? UtcTime.write(last[0]) : null);
        return batch;
    }

    /**
     * A page of what became of the recipients: first those that get no fax, then the faxes.
     *
     * @param cursor the last name of the page before, or null
     */
    public Map<String, Object> recipients(String id, String cursor, int limit) {
        String after = cursor == null ? "" : cursor;
        List<Map<String, Object>> found = new ArrayList<>();
        List<String> names = new ArrayList<>();
        if (!after.startsWith("FAX-")) {
            jdbc.query(
                    "SELECT * FROM tel_fax_batch_failure WHERE name > ? AND name <= ? ORDER BY name LIMIT ?",
                    row -> {
                        names.add(row.getString("name"));
                        found.add(recipient(row.getString("to_number"), null, FaxStatus.FAILED, row));
                    },
                    after.startsWith(id) ? after : id + "-",
                    name(id, FaxBatchRequest.MOST_RECIPIENTS),
                    limit + 1);
        }
        if (found.size() <= limit) {
            jdbc.query(
                    "SELECT * FROM tel_fax WHERE batch = ? AND name > ? ORDER BY name LIMIT ?",
                    row -> {
                        names.add(row.getString("name"));
                        found.add(recipient(
                                row.getString("to_number"),
                                row.getString("name"),
                                FaxStatus.ofWord(row.getString("status")),
                                row));
                    },
                    id,
                    after.startsWith("FAX-") ? after : "",
                    limit + 1 - found.size());
        }
        boolean more = found.size() > limit;
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("recipients", more ? found.subList(0, limit) : found);
        page.put("next_cursor", more ? names.get(limit - 1) : null);
        return page;
    }

    private static Map<String, Object> recipient(String to, String fax, FaxStatus status, ResultSet row)
            throws SQLException {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("to", to);
        told.put("fax_id", fax);
        told.put("status", status.answer());
        told.put("error_code", row.getString("error_code"));
        told.put("error_message", row.getString("error_message"));
        return told;
    }
}
