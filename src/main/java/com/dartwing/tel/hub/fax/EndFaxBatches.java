package com.dartwing.tel.hub.fax;

import com.dartwing.tel.fax.FaxEvent;
import com.dartwing.tel.hub.access.CallbackTargets;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.db.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings batches of faxes to their end: what waits of canceled ones is withdrawn, and of each that is over its owner is told. */
@Component("endFaxBatches")
public class EndFaxBatches {

    private static final int AT_ONCE = 20;

    /** A whole batch. */
    private static final int FAXES_AT_ONCE = 1_000;

    private static final List<String> COUNTS =
            List.of("total_recipients", "delivered_count", "failed_count", "canceled_count");

    private final FaxBatchRows batches;
    private final ChangeFaxes changes;
    private final Outbox outbox;
    private final CallbackTargets targets;
    private final HubProperties hub;
    private final Clock clock;
    private final TransactionTemplate transaction;

    EndFaxBatches(
            FaxBatchRows batches,
            ChangeFaxes changes,
            Outbox outbox,
            CallbackTargets targets,
            HubProperties hub,
            Clock clock,
            TransactionTemplate transaction) {
        this.batches = batches;
        this.changes = changes;
        this.outbox = outbox;
        this.targets = targets;
        this.hub = hub;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Cancels faxes of canceled batches that wait for their turn, at first or again. */
    public void withdraw() {
        changes.change(batches.withdrawn(FAXES_AT_ONCE).stream()
                .<FaxChange>map(FaxChange.Withdrawn::new)
                .toList());
    }

    /** Ends batches none of whose faxes is under way any more. */
    public void end() {
        batches.ended(AT_ONCE)
                .forEach(batch -> transaction.executeWithoutResult(status -> {
                    Instant now = clock.instant();
                    if (batches.end(batch, now)) {
                        outbox.insert(List.of(new Outbox.Entry(
                                event(batch, now), batch.apiKey(), targets.of(batch.webhookUrl(), batch.apiKey()))));
                    }
                }));
    }

    /** What a batch with health data is called may tell whom it is about. */
    private FaxEvent event(FaxBatchRows.Ended batch, Instant now) {
        Map<String, Object> state = batches.state(batch.id(), batch.apiKey());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("batch_id", batch.id());
        data.put("operation", "fax");
        if (!batch.hipaa()) {
            data.put("batch_name", state.get("batch_name"));
        }
        data.put("status", state.get("status"));
        COUNTS.forEach(count -> data.put(count, state.get(count)));
        if (batch.hipaa()) {
            data.put("url", hub.apiUrl("fax.get_batch?batch_id=" + batch.id()));
        }
        return new FaxEvent("batch.completed", batch.id(), 1, now, data);
    }
}
