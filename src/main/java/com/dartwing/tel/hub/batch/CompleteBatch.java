package com.dartwing.tel.hub.batch;

import com.dartwing.tel.hub.access.CallbackTargets;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.sms.SmsEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps a batch's counts in its record, and completes it when none of its messages waits for a carrier any more. */
@Component("completeBatch")
public class CompleteBatch {

    private static final int AT_ONCE = 20;

    /** How long a carrier's receipt may still change a count. */
    private static final Duration RECEIPTS_COME_FOR = Duration.ofHours(72);

    private final JdbcTemplate jdbc;
    private final BatchRows rows;
    private final Outbox outbox;
    private final CallbackTargets targets;
    private final Node node;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public CompleteBatch(
            JdbcTemplate jdbc,
            BatchRows rows,
            Outbox outbox,
            CallbackTargets targets,
            Node node,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.outbox = outbox;
        this.targets = targets;
        this.node = node;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Counts a batch of this node, and completes it when it is at its end. */
    public void count(@Body SmsBatch batch) {
        BatchCounts counts = rows.count(batch);
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> {
            rows.keep(batch.id(), counts, now);
            if (batch.isReleased() && counts.queued() == 0 && complete(batch, now) == 1) {
                outbox.insert(List.of(new Outbox.Entry(
                        event(batch, counts, now),
                        batch.apiKey(),
                        targets.of(batch.request().statusCallback(), batch.apiKey()))));
            }
        });
    }

    private int complete(SmsBatch batch, Instant now) {
        return jdbc.update(
                "UPDATE tel_sms_batch SET status = 'Completed', completed_at = ?, owner = NULL"
                        + " WHERE name = ? AND status = 'Processing' AND owner = ?",
                Sql.utc(now),
                batch.id(),
                node.name());
    }

    private static SmsEvent event(SmsBatch batch, BatchCounts counts, Instant now) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("batch_id", batch.id());
        data.put("batch_name", batch.request().batchName());
        data.put("status", BatchStatus.COMPLETED.answer());
        data.put("total_recipients", batch.total());
        data.put("sent_count", counts.sent());
        data.put("delivered_count", counts.delivered());
        data.put("failed_count", counts.failed());
        data.put("held_count", counts.held());
        data.put("canceled_count", counts.canceled());
        // The specification's names.
        data.put("total", batch.total());
        data.put("sent", counts.sent());
        data.put("failed", counts.failed());
        return new SmsEvent("batch.completed", batch.id(), 1, now, data);
    }

    /** Counts ended ones again, longest ago first, as long as anything may change. */
    public void countEnded() {
        Instant now = clock.instant();
        jdbc.query(
                        "SELECT * FROM tel_sms_batch WHERE status IN ('Completed', 'Canceled') AND completed_at > ?"
                                + " AND (sent_count > delivered_count OR held_count > 0 OR total_recipients >"
                                + " sent_count + failed_count + held_count + canceled_count) ORDER BY counted_at LIMIT "
                                + AT_ONCE,
                        (row, n) -> BatchRows.batch(row),
                        Sql.utc(now.minus(RECEIPTS_COME_FOR)))
                .forEach(batch -> rows.keep(batch.id(), rows.count(batch), now));
    }
}
