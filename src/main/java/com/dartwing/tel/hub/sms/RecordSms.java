package com.dartwing.tel.hub.sms;

import com.dartwing.tel.compliance.Comply;
import com.dartwing.tel.compliance.Judgement;
import com.dartwing.tel.compliance.Verdict;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.access.CallbackTargets;
import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.db.IdempotencyRows;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.hipaa.HealthEvents;
import com.dartwing.tel.hub.hipaa.SuspectHealthData;
import com.dartwing.tel.hub.ops.MessageLog;
import com.dartwing.tel.series.RecordIds;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsEvent;
import com.dartwing.tel.sms.SmsStatus;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a message durable: the message, its idempotency key and its first event in one transaction, many callers'
 * together. Once it returns the message cannot be lost.
 */
@Component("recordSms")
public class RecordSms {

    /**
     * A message that compliance has judged by itself, on its way into the record.
     *
     * @param waits whether it is nobody's until it is claimed
     */
    record Entry(Judgement judgement, String bodyHash, List<String> suspected, boolean waits) {

        OutboundSms sms() {
            return judgement.message();
        }
    }

    /** How a message came to be recorded; with the refusal when it was. */
    record Written(Recorded recorded, TelException refusal) {}

    private final SmsRows rows;
    private final Outbox outbox;
    private final JdbcTemplate jdbc;
    private final RecordIds ids;
    private final HandOver handOver;
    private final AuditLog audit;
    private final CallbackTargets targets;
    private final HealthEvents healthEvents;
    private final SuspectHealthData suspect;
    private final Comply comply;
    private final ClaimSms claims;
    private final Clock clock;
    private final GroupCommit<Entry, Written> writer;

    public RecordSms(
            SmsRows rows,
            Outbox outbox,
            JdbcTemplate jdbc,
            RecordIds ids,
            HandOver handOver,
            AuditLog audit,
            CallbackTargets targets,
            HealthEvents healthEvents,
            SuspectHealthData suspect,
            Comply comply,
            ClaimSms claims,
            Clock clock,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.ids = ids;
        this.handOver = handOver;
        this.audit = audit;
        this.targets = targets;
        this.healthEvents = healthEvents;
        this.suspect = suspect;
        this.comply = comply;
        this.claims = claims;
        this.clock = clock;
        this.writer = new GroupCommit<>("sms", transaction, this::write, this::readBack, this::doubt);
    }

    /**
     * Records a judged message.
     *
     * @throws TelException the compliance refusal, after it was recorded
     * @throws TelException.Conflict when the idempotency key came in through another node meanwhile
     * @throws TelException.Unavailable when the storage cannot take it now
     */
    public Recorded record(JudgedSms judged) {
        try {
            return recorded(GroupCommit.await(submit(judged, false)));
        } catch (DuplicateKeyException e) {
            throw inFlight();
        }
    }

    /**
     * Records a judged message, which may have its id already, and makes nobody wait: the result completes, with the same
     * errors, in the writer's thread.
     *
     * @param waits whether the message is to wait behind others, and is nobody's until it is claimed
     */
    public CompletableFuture<Recorded> recordLater(JudgedSms judged, boolean waits) {
        return submit(judged, waits).handle((written, failure) -> {
            if (failure instanceof DuplicateKeyException) {
                throw inFlight();
            }
            if (failure != null) {
                throw new CompletionException(failure);
            }
            return recorded(written);
        });
    }

    private CompletableFuture<Written> submit(JudgedSms judged, boolean waits) {
        OutboundSms message = judged.judgement().message();
        OutboundSms sms = message.id() == null ? message.withId(ids.next("SMS")) : message;
        return writer.submit(new Entry(judged.judgement().of(sms), judged.bodyHash(), suspect.in(sms), waits));
    }

    private static Recorded recorded(Written written) {
        Recorded recorded = written.recorded();
        if (written.refusal() != null) {
            throw written.refusal().about(recorded.sms().id());
        }
        MessageLog.accepted(recorded.sms().id(), recorded.status());
        return recorded;
    }

    private static TelException inFlight() {
        return TelException.Conflict.twinInFlight(Duration.ofSeconds(1));
    }

    /**
     * Records judged messages that have their ids already, in the caller's transaction; one that compliance forbids is
     * recorded as failed.
     */
    public List<Recorded> recordAll(List<JudgedSms> judged) {
        List<Entry> entries = judged.stream()
                .map(one -> new Entry(
                        one.judgement(),
                        one.bodyHash(),
                        suspect.in(one.judgement().message()),
                        false))
                .toList();
        return write(entries).stream().map(Written::recorded).toList();
    }

    private List<Written> write(List<Entry> group) {
        Instant now = clock.instant();
        List<Judgement> judged =
                comply.judgeRecipients(group.stream().map(Entry::judgement).toList());
        List<SmsRows.Start> starts = new ArrayList<>(group.size());
        List<IdempotencyRows.Row> keys = new ArrayList<>();
        List<AuditLog.Line> lines = new ArrayList<>();
        List<Outbox.Entry> events = new ArrayList<>(group.size());
        List<Written> answers = new ArrayList<>(group.size());
        for (int i = 0; i < group.size(); i++) {
            SmsRows.Start start = start(judged.get(i), group.get(i).waits());
            OutboundSms sms = start.sms();
            starts.add(start);
            answers.add(written(judged.get(i), start));
            events.add(new Outbox.Entry(event(start, now), sms.owner().apiKey(), targets.of(sms)));
            if (!group.get(i).suspected().isEmpty()) {
                lines.add(new AuditLog.Line(
                        sms.owner().apiKey(),
                        "phi.suspected",
                        sms.id(),
                        Map.of("patterns", group.get(i).suspected())));
            }
            if (start.status() == SmsStatus.FAILED) {
                lines.add(new AuditLog.Line(
                        sms.owner().apiKey(), "sms.blocked", sms.id(), Map.of("error_code", start.errorCode())));
            } else if (sms.details().idempotencyKey() != null) {
                keys.add(new IdempotencyRows.Row(
                        sms.owner().apiKey(),
                        sms.details().idempotencyKey(),
                        group.get(i).bodyHash(),
                        sms.id()));
            }
        }
        rows.insert(starts);
        rows.note(judged.stream().filter(Judgement::isNoteworthy).toList());
        IdempotencyRows.insert(jdbc, keys, now);
        audit.add(lines);
        outbox.insert(events);
        return answers;
    }

    private static Written written(Judgement judged, SmsRows.Start start) {
        return new Written(
                new Recorded(start.sms(), start.status(), start.dueAt()),
                judged.verdict() instanceof Verdict.Block block ? block.refusal() : null);
    }

    private SmsRows.Start start(Judgement judged, boolean waits) {
        OutboundSms sms = judged.message();
        Verdict verdict = judged.verdict();
        if (verdict instanceof Verdict.Block block) {
            TelException refusal = block.refusal();
            return new SmsRows.Start(sms, SmsStatus.FAILED, null, null, null, refusal.code(), refusal.getMessage());
        }
        if (sms.policy().scheduledFor() != null) {
            return new SmsRows.Start(
                    sms, SmsStatus.SCHEDULED, null, sms.policy().scheduledFor(), null, null, null);
        }
        if (verdict instanceof Verdict.Hold hold) {
            return new SmsRows.Start(
                    sms.notBefore(hold.until()), SmsStatus.HELD, hold.until(), hold.until(), null, null, hold.detail());
        }
        return new SmsRows.Start(sms, SmsStatus.QUEUED, null, handOver.dueAt(waits), handOver.owner(waits), null, null);
    }

    private SmsEvent event(SmsRows.Start start, Instant now) {
        SmsEvent event = start.errorCode() == null
                ? SmsEvent.queued(start.sms(), 1, now)
                : SmsEvent.failed(start.sms().id(), 1, now, SmsStatus.FAILED, start.errorCode(), start.errorMessage());
        return healthEvents.of(start.sms().policy().hipaa(), event);
    }

    private Map<Entry, Written> readBack(List<Entry> group) {
        List<String> known = jdbc.queryForList(
                "SELECT name FROM tel_sms_message WHERE name IN (" + Sql.marks(group.size()) + ")",
                String.class,
                group.stream().map(entry -> entry.sms().id()).toArray());
        List<Entry> found =
                group.stream().filter(entry -> known.contains(entry.sms().id())).toList();
        List<Judgement> judged =
                comply.judgeRecipients(found.stream().map(Entry::judgement).toList());
        Map<Entry, Written> answers = new HashMap<>();
        for (int i = 0; i < found.size(); i++) {
            boolean waits = found.get(i).waits();
            answers.put(found.get(i), written(judged.get(i), start(judged.get(i), waits)));
        }
        return answers;
    }

    /** Their callers are refused, so nobody here sends them: whoever finds them due does, if they are there. */
    private void doubt(List<Entry> group) {
        claims.giveBackLater(group.stream().map(entry -> entry.sms().id()).toList());
    }

    /** How many callers wait for their commit. */
    public int waiting() {
        return writer.waiting();
    }

    @PreDestroy
    void close() {
        writer.close();
    }
}
