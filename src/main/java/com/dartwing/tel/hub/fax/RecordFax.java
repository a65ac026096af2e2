package com.dartwing.tel.hub.fax;

import com.dartwing.tel.compliance.ComplyCall;
import com.dartwing.tel.compliance.HipaaRule;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.fax.FaxEvent;
import com.dartwing.tel.fax.FaxState;
import com.dartwing.tel.fax.OutboundFax;
import com.dartwing.tel.hub.access.CallbackTargets;
import com.dartwing.tel.hub.access.KeySpend;
import com.dartwing.tel.hub.db.AfterCommit;
import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.hub.db.IdempotencyRows;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.series.RecordIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Body;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a fax durable before any carrier hears of it: first its document, then the fax, its idempotency key and its first
 * event in one transaction. Whatever the law has against it is said here.
 */
@Component("recordFax")
public class RecordFax {

    private final FaxRows rows;
    private final FaxDocuments documents;
    private final ChangeFaxes changes;
    private final Outbox outbox;
    private final JdbcTemplate jdbc;
    private final RecordIds ids;
    private final AuditLog audit;
    private final CallbackTargets targets;
    private final ComplyCall comply;
    private final HipaaRule hipaa;
    private final KeySpend spend;
    private final AfterCommit afterCommit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    RecordFax(
            FaxRows rows,
            FaxDocuments documents,
            ChangeFaxes changes,
            Outbox outbox,
            JdbcTemplate jdbc,
            RecordIds ids,
            AuditLog audit,
            CallbackTargets targets,
            ComplyCall comply,
            HipaaRule hipaa,
            KeySpend spend,
            AfterCommit afterCommit,
            Clock clock,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.documents = documents;
        this.changes = changes;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.ids = ids;
        this.audit = audit;
        this.targets = targets;
        this.comply = comply;
        this.hipaa = hipaa;
        this.spend = spend;
        this.afterCommit = afterCommit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * Records a valid fax; once that is committed it is on its way.
     *
     * @throws TelException.ComplianceBlock or another refusal of the law's, after it was recorded
     * @throws TelException.InsufficientBalance when the key has nothing left to spend
     */
    public OutboundFax record(@Body ValidFax valid) {
        spend.require(valid.caller().name());
        OutboundFax fax = valid.fax().withId(ids.next("FAX"));
        Optional<TelException> forbidden = forbidden(fax).map(why -> why.about(fax.id()));
        try {
            if (forbidden.isEmpty()) {
                documents.keep(
                        fax.id(), valid.pdf(), fax.plan().hipaa() ? fax.owner().organization() : null);
            }
            transaction.executeWithoutResult(status -> write(fax, valid.bodyHash(), forbidden));
        } catch (DuplicateKeyException e) {
            documents.drop(fax.id());
            throw TelException.Conflict.twinInFlight(Duration.ofSeconds(1));
        }
        if (forbidden.isPresent()) {
            throw forbidden.get();
        }
        return fax;
    }

    /** What forbids it now. */
    Optional<TelException> forbidden(OutboundFax fax) {
        return comply.refusals(List.of(fax))
                .get(0)
                .or(() -> fax.plan().hipaa() ? hipaa.refusal(fax.owner().organization()) : Optional.empty());
    }

    private void write(OutboundFax fax, String bodyHash, Optional<TelException> forbidden) {
        Instant now = clock.instant();
        FaxState state = forbidden
                .map(why -> FaxState.refused(now, why.code(), why.getMessage()))
                .orElse(FaxState.QUEUED);
        String key = fax.owner().apiKey();
        rows.insert(List.of(new FaxRows.New(fax, state, null)));
        FaxEvent event = forbidden.isPresent()
                ? FaxEvent.of(fax.id(), 1, now, state, null, null)
                : FaxEvent.queued(fax.id(), 1, now, fax.pages());
        outbox.insert(List.of(new Outbox.Entry(
                changes.told(event, fax.plan().hipaa()),
                key,
                targets.of(fax.details().statusCallback(), key))));
        if (forbidden.isPresent()) {
            audit.add(List.of(new AuditLog.Line(
                    key,
                    "fax.blocked",
                    fax.id(),
                    Map.of("error_code", forbidden.get().code()))));
            return;
        }
        if (fax.details().idempotencyKey() != null) {
            IdempotencyRows.insert(
                    jdbc,
                    List.of(new IdempotencyRows.Row(key, fax.details().idempotencyKey(), bodyHash, fax.id())),
                    now);
        }
        afterCommit.send("direct:fax-dispatch", fax.id());
    }
}
