package com.dartwing.tel.hub.batch;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.sms.WaitingSms;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Cancels a batch: recipients that wait become no message, and messages that wait are not sent. */
@Component
public class CancelBatch {

    private final JdbcTemplate jdbc;
    private final BatchRows rows;
    private final WaitingSms waiting;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public CancelBatch(
            JdbcTemplate jdbc, BatchRows rows, WaitingSms waiting, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.waiting = waiting;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Cancels a caller's batch; one that is canceled already stays so.
     *
     * @throws TelException.NotFound when the caller has no such batch
     * @throws TelException.Conflict when it is completed
     */
    public void cancel(String id, ApiKey caller) {
        transaction.executeWithoutResult(status -> {
            SmsBatch batch = rows.find("name = ? AND api_key = ? FOR UPDATE", id, caller.name())
                    .orElseThrow(BatchView::unknown);
            switch (batch.status()) {
                case COMPLETED -> throw new TelException.Conflict("The batch is completed");
                case QUEUED, PROCESSING -> cancel(batch);
                case CANCELED -> {}
            }
        });
    }

    private void cancel(SmsBatch batch) {
        Instant now = clock.instant();
        waiting.cancelBatch(batch.id());
        jdbc.update(
                "UPDATE tel_sms_batch SET status = 'Canceled', owner = NULL, completed_at = ?, withdrawn_count = ?"
                        + " WHERE name = ?",
                Sql.utc(now),
                rows.withdraw(batch),
                batch.id());
        rows.find("name = ?", batch.id()).ifPresent(canceled -> rows.keep(canceled.id(), rows.count(canceled), now));
    }
}
