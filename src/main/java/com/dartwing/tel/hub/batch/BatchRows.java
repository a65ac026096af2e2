package com.dartwing.tel.hub.batch;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.sms.BatchRecipient;
import com.dartwing.tel.sms.BatchRequest;
import com.dartwing.tel.sms.Purpose;
import com.dartwing.tel.sms.SmsStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Batches, their waiting recipients and their failures as rows. */
@Component
class BatchRows {

    private static final String INSERT =
            """
            INSERT INTO tel_sms_batch
              (name, batch_name, status, api_key, module, organization, default_body, from_number, messages_per_second,
               scheduled_for, webhook_url, purpose, campaign, idempotency_key, total_recipients, due_at,
               created_at, modified_at)
            VALUES (?, ?, 'Queued', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final JdbcTemplate jdbc;

    BatchRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(String id, ApiKey caller, BatchRequest request, int total, Instant now) {
        jdbc.update(
                INSERT,
                id,
                request.batchName(),
                caller.name(),
                caller.module(),
                caller.organization(),
                request.body(),
                request.fromNumber(),
                request.messagesPerSecond(),
                Sql.utc(request.scheduledFor()),
                request.statusCallback(),
                request.purpose() == null ? null : request.purpose().name().toLowerCase(Locale.ROOT),
                request.campaign(),
                request.idempotencyKey(),
                total,
                Sql.utc(request.scheduledFor() == null ? now : request.scheduledFor()),
                Sql.utc(now),
                Sql.utc(now));
    }

    /** A recipient's name: its batch and its place, so that names are in the order of places. */
    static String name(String batch, int position) {
        return String.format("%s-%06d", batch, position);
    }

    void insertRecipients(String id, List<BatchRecipient.Good> recipients) {
        jdbc.batchUpdate(
                "INSERT INTO tel_sms_batch_recipient (name, position, to_number, body) VALUES (?, ?, ?, ?)",
                recipients.stream()
                        .map(good -> new Object[] {name(id, good.position()), good.position(), good.to(), good.body()})
                        .toList());
    }

    /** Writes failures, and counts them in the batch. */
    void insertFailures(String id, List<BatchRecipient.Bad> failures) {
        if (failures.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(
                "INSERT INTO tel_sms_batch_failure (name, to_number, error_code, error_message) VALUES (?, ?, ?, ?)",
                failures.stream()
                        .map(bad -> new Object[] {
                            name(id, bad.position()), bad.to(), bad.code(), Sql.cut(bad.message(), 500)
                        })
                        .toList());
        jdbc.update("UPDATE tel_sms_batch SET bad_count = bad_count + ? WHERE name = ?", failures.size(), id);
    }

    /** The next recipients that wait, in order. */
    List<BatchRecipient.Good> next(SmsBatch batch, int most) {
        return jdbc.query(
                "SELECT position, to_number, body FROM tel_sms_batch_recipient WHERE name >= ? AND name < ?"
                        + " ORDER BY name LIMIT ?",
                (row, n) -> new BatchRecipient.Good(row.getInt(1), row.getString(2), row.getString(3)),
                name(batch.id(), batch.released()),
                name(batch.id(), batch.total()),
                most);
    }

    /**
     * Passes the places up to {@code released}: their recipients wait no more. False when another node has the batch
     * meanwhile, or it was canceled.
     */
    boolean advance(SmsBatch batch, int released, String node) {
        int ours = jdbc.update(
                "UPDATE tel_sms_batch SET released = ? WHERE name = ? AND status = 'Processing' AND owner = ?"
                        + " AND released = ?",
                released,
                batch.id(),
                node,
                batch.released());
        if (ours == 1) {
            forget(batch.id(), batch.released(), released);
        }
        return ours == 1;
    }

    /** Forgets the recipients that wait; answers how many they were. */
    int withdraw(SmsBatch batch) {
        return forget(batch.id(), batch.released(), batch.total());
    }

    private int forget(String id, int from, int to) {
        return jdbc.update(
                "DELETE FROM tel_sms_batch_recipient WHERE name >= ? AND name < ?", name(id, from), name(id, to));
    }

    Optional<SmsBatch> find(String condition, Object... values) {
        return jdbc.query("SELECT * FROM tel_sms_batch WHERE " + condition, (row, n) -> batch(row), values).stream()
                .findFirst();
    }

    /** Counts what became of the recipients, from an index alone. */
    BatchCounts count(SmsBatch batch) {
        Map<SmsStatus, Integer> by = new EnumMap<>(SmsStatus.class);
        jdbc.query(
                "SELECT status, COUNT(*) FROM tel_sms_message WHERE batch = ? GROUP BY status",
                row -> {
                    by.put(SmsStatus.ofWord(row.getString(1)), row.getInt(2));
                },
                batch.id());
        int delivered = by.getOrDefault(SmsStatus.DELIVERED, 0);
        int sent = delivered + by.getOrDefault(SmsStatus.SENT, 0);
        int failed =
                batch.badCount() + by.getOrDefault(SmsStatus.FAILED, 0) + by.getOrDefault(SmsStatus.UNDELIVERED, 0);
        int held = by.getOrDefault(SmsStatus.HELD, 0);
        int canceled = batch.withdrawnCount() + by.getOrDefault(SmsStatus.CANCELED, 0);
        int queued = batch.total() - sent - failed - held - canceled;
        return new BatchCounts(sent, delivered, failed, held, canceled, queued);
    }

    /** Keeps the counts in the batch's record. */
    void keep(String id, BatchCounts counts, Instant now) {
        jdbc.update(
                "UPDATE tel_sms_batch SET sent_count = ?, delivered_count = ?, failed_count = ?, held_count = ?,"
                        + " canceled_count = ?, counted_at = ?, modified_at = ? WHERE name = ?",
                counts.sent(),
                counts.delivered(),
                counts.failed(),
                counts.held(),
                counts.canceled(),
                Sql.utc(now),
                Sql.utc(now),
                id);
    }

    static SmsBatch batch(ResultSet row) throws SQLException {
        String purpose = row.getString("purpose");
        return new SmsBatch(
                row.getString("name"),
                BatchStatus.ofWord(row.getString("status")),
                row.getString("api_key"),
                new BatchRequest(
                        row.getString("default_body"),
                        row.getString("from_number"),
                        row.getString("batch_name"),
                        row.getInt("messages_per_second"),
                        Sql.instant(row, "scheduled_for"),
                        row.getString("webhook_url"),
                        purpose == null ? null : Purpose.valueOf(purpose.toUpperCase(Locale.ROOT)),
                        row.getString("campaign"),
                        row.getString("idempotency_key")),
                row.getInt("total_recipients"),
                row.getInt("released"),
                row.getInt("bad_count"),
                row.getInt("withdrawn_count"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "completed_at"));
    }
}
