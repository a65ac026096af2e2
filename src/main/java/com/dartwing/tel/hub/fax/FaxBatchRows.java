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

/** Batches of faxes as rows. A batch's own row changes when it is canceled and at its end: how far it is, its faxes tell. */
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
                        + " page_count, hipaa_mode, webhook_url, created_at, modified_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " ?, ?, ?)",
                id,
                batch.request().batchName(),
                caller.name(),
                caller.module(),
                caller.organization(),
                batch.total(),
                batch.bad().size(),
                batch.pages(),
                batch.hipaa(),
                batch.statusCallback(),
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
    public Map<String, Object> state(String id, String apiKey) {
        Map<String, Object> batch = jdbc
                .query(
                        "SELECT * FROM tel_fax_batch WHERE name = ? AND api_key = ?",
                        (row, n) -> {
                            Map<String, Object> told = new LinkedHashMap<>();
                            told.put("batch_id", id);
                            told.put("batch_name", row.getString("batch_name"));
                            told.put("status", row.getString("status"));
                            told.put("total_recipients", row.getInt("total_recipients"));
                            told.put("page_count", row.getInt("page_count"));
                            told.put("failed_count", row.getInt("bad_count"));
                            told.put("created_at", UtcTime.write(Sql.instant(row, "created_at")));
                            return told;
                        },
                        id,
                        apiKey)
                .stream()
                .findFirst()
                .orElseThrow(() -> new TelException.NotFound("There is no batch of this id"));
        return counted(id, batch);
    }

    /** Whether nothing of a batch is under way any more. */
    static boolean isOver(Map<String, Object> state) {
        return (Integer) state.get("queued_count") + (Integer) state.get("sending_count") == 0;
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
        batch.put("status", status((String) batch.get("status"), completed, sending + over == 0));
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

    private static String status(String word, boolean completed, boolean untouched) {
        return word.equals("Canceled") ? "canceled" : completed ? "completed" : untouched ? "queued" : "processing";
    }

    /** Marks one as canceled; false when it is that already, or at its end. */
    boolean cancel(String id, Instant now) {
        return jdbc.update(
                        "UPDATE tel_fax_batch SET status = 'Canceled', modified_at = ? WHERE name = ? AND status = 'Open'"
                                + " AND completed_at IS NULL",
                        Sql.utc(now),
                        id)
                == 1;
    }

    /** Faxes of canceled batches that wait, and will not be sent any more. */
    List<String> withdrawn(int most) {
        return jdbc.queryForList(
                "SELECT f.name FROM tel_fax_batch b JOIN tel_fax f ON f.batch = b.name WHERE b.completed_at IS NULL AND"
                        + " b.status = 'Canceled' AND f.status = 'Queued' AND f.next_attempt_at IS NOT NULL LIMIT "
                        + most,
                String.class);
    }

    /** One that is at its end, and of which nobody has told yet. */
    record Ended(String id, String apiKey, String webhookUrl, boolean hipaa, boolean canceled) {}

    List<Ended> ended(int most) {
        return jdbc.query(
                "SELECT * FROM tel_fax_batch b WHERE b.completed_at IS NULL AND NOT EXISTS (SELECT 1 FROM tel_fax f WHERE"
                        + " f.batch = b.name AND f.status IN ('Queued', 'Sending')) ORDER BY b.created_at LIMIT "
                        + most,
                (row, n) -> new Ended(
                        row.getString("name"),
                        row.getString("api_key"),
                        row.getString("webhook_url"),
                        row.getBoolean("hipaa_mode"),
                        row.getString("status").equals("Canceled")));
    }

    /** Marks one as ended, in the caller's transaction; false when another node has done it, or it was canceled just now. */
    boolean end(Ended batch, Instant now) {
        String word = batch.canceled() ? "Canceled" : "Open";
        return jdbc.update(
                        "UPDATE tel_fax_batch SET status = ?, completed_at = ?, modified_at = ? WHERE name = ? AND status"
                                + " = ? AND completed_at IS NULL",
                        batch.canceled() ? word : "Completed",
                        Sql.utc(now),
                        Sql.utc(now),
                        batch.id(),
                        word)
                == 1;
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
