package com.dartwing.tel.hub.fax;

import com.dartwing.tel.compliance.ComplyCall;
import com.dartwing.tel.compliance.HipaaRule;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.fax.FaxEvent;
import com.dartwing.tel.fax.FaxState;
import com.dartwing.tel.fax.OutboundFax;
import com.dartwing.tel.hub.access.CallbackTargets;
import com.dartwing.tel.hub.access.KeySpend;
import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.series.RecordIds;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a batch durable: first its document, once, then the batch and a fax for each recipient in one transaction. From then
 * on its faxes are due, and whichever node finds them sends them; there is nothing else to go on with after a crash.
 */
@Component
public class RecordFaxBatch {

    private final FaxBatchRows batches;
    private final FaxRows rows;
    private final FaxDocuments documents;
    private final ChangeFaxes changes;
    private final Outbox outbox;
    private final RecordIds ids;
    private final AuditLog audit;
    private final CallbackTargets targets;
    private final ComplyCall comply;
    private final HipaaRule hipaa;
    private final KeySpend spend;
    private final Clock clock;
    private final TransactionTemplate transaction;

    RecordFaxBatch(
            FaxBatchRows batches,
            FaxRows rows,
            FaxDocuments documents,
            ChangeFaxes changes,
            Outbox outbox,
            RecordIds ids,
            AuditLog audit,
            CallbackTargets targets,
            ComplyCall comply,
            HipaaRule hipaa,
            KeySpend spend,
            Clock clock,
            TransactionTemplate transaction) {
        this.batches = batches;
        this.rows = rows;
        this.documents = documents;
        this.changes = changes;
        this.outbox = outbox;
        this.ids = ids;
        this.audit = audit;
        this.targets = targets;
        this.comply = comply;
        this.hipaa = hipaa;
        this.spend = spend;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** An id for a batch that is about to be recorded. */
    public String id() {
        return ids.next("BATCH");
    }

    /**
     * Records a batch.
     *
     * @param also what is written in the same transaction
     * @throws TelException.ComplianceBlock when none of it may be sent
     * @throws TelException.InsufficientBalance when the key has nothing left to spend
     */
    public void record(String id, FaxBatch batch, Runnable also) {
        spend.require(batch.caller().name());
        String organization = batch.caller().organization();
        if (batch.hipaa()) {
            hipaa.refusal(organization).ifPresent(refusal -> {
                throw refusal;
            });
        }
        List<OutboundFax> faxes =
                batch.faxes().stream().map(fax -> fax.withId(ids.next("FAX"))).toList();
        List<Optional<TelException>> refusals = comply.refusals(faxes);
        documents.keep(id, batch.pdf(), batch.hipaa() ? organization : null);
        try {
            transaction.executeWithoutResult(status -> {
                also.run();
                batches.insert(id, batch, clock.instant());
                write(id, faxes, refusals);
            });
        } catch (DuplicateKeyException e) {
            // Whatever else fails, it may be written: a document without a fax is deleted later.
            documents.drop(id);
            throw e;
        }
    }

    private void write(String batch, List<OutboundFax> faxes, List<Optional<TelException>> refusals) {
        Instant now = clock.instant();
        List<FaxRows.New> records = new ArrayList<>(faxes.size());
        List<Outbox.Entry> events = new ArrayList<>(faxes.size());
        List<AuditLog.Line> blocked = new ArrayList<>();
        for (int i = 0; i < faxes.size(); i++) {
            OutboundFax fax = faxes.get(i);
            String key = fax.owner().apiKey();
            FaxState state = refusals.get(i)
                    .map(why -> FaxState.refused(now, why.code(), why.getMessage()))
                    .orElse(FaxState.QUEUED);
            FaxEvent event = state == FaxState.QUEUED
                    ? FaxEvent.queued(fax.id(), 1, now, fax.pages())
                    : FaxEvent.of(fax.id(), 1, now, state, null, null);
            records.add(new FaxRows.New(fax, state, batch));
            events.add(new Outbox.Entry(
                    changes.told(event, fax.plan().hipaa()),
                    key,
                    targets.of(fax.details().statusCallback(), key)));
            refusals.get(i)
                    .ifPresent(why -> blocked.add(
                            new AuditLog.Line(key, "fax.blocked", fax.id(), Map.of("error_code", why.code()))));
        }
        rows.insert(records);
        outbox.insert(events);
        audit.add(blocked);
    }
}
