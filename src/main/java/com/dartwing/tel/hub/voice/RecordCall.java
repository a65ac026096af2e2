package com.dartwing.tel.hub.voice;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.compliance.ComplyCall;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.access.CallbackTargets;
import com.dartwing.tel.hub.access.KeySpend;
import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.db.IdempotencyRows;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.series.RecordIds;
import com.dartwing.tel.voice.CallEvent;
import com.dartwing.tel.voice.CallState;
import com.dartwing.tel.voice.OutboundCall;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a call durable before anybody dials it: the call, its idempotency key and its first event in one transaction.
 * Whatever stops it, the law or the key's limits, does so here, before a carrier is asked.
 */
@Component("recordCall")
public class RecordCall {

    private static final Logger LOG = LoggerFactory.getLogger(RecordCall.class);
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    /** What came of a call on its way into the record. */
    private record Written(OutboundCall call, TelException refusal) {}

    private final CallRows rows;
    private final Outbox outbox;
    private final JdbcTemplate jdbc;
    private final RecordIds ids;
    private final AuditLog audit;
    private final CallbackTargets targets;
    private final ComplyCall comply;
    private final KeySpend spend;
    private final VoiceMeters meters;
    private final Clock clock;
    private final GroupCommit<ValidCall, Written> writer;

    RecordCall(
            CallRows rows,
            Outbox outbox,
            JdbcTemplate jdbc,
            RecordIds ids,
            AuditLog audit,
            CallbackTargets targets,
            ComplyCall comply,
            KeySpend spend,
            VoiceMeters meters,
            Clock clock,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.ids = ids;
        this.audit = audit;
        this.targets = targets;
        this.comply = comply;
        this.spend = spend;
        this.meters = meters;
        this.clock = clock;
        this.writer = new GroupCommit<>("call", transaction, this::write, group -> Map.of());
    }

    /**
     * Records a valid call.
     *
     * @throws TelException.ComplianceBlock or another refusal of the law's, after it was recorded
     * @throws TelException.InsufficientBalance when the key has nothing left to spend
     * @throws TelException.RateLimited when the key has as many calls up as it may
     * @throws TelException.Unavailable when the storage cannot take it now
     */
    public OutboundCall record(@Body ValidCall valid) {
        if (!valid.call().isEmergency()) {
            spend.require(valid.caller().name());
        }
        Written written;
        try {
            written = GroupCommit.await(writer.submit(
                    new ValidCall(valid.caller(), valid.call().withId(ids.next("CALL")), valid.bodyHash())));
        } catch (DuplicateKeyException e) {
            throw TelException.Conflict.twinInFlight(Duration.ofSeconds(1));
        }
        if (written.refusal() != null) {
            throw written.refusal();
        }
        meters.initiated();
        if (written.call().isEmergency()) {
            meters.emergency();
            LOG.warn(
                    "{} calls for help at {}",
                    written.call().id(),
                    written.call().parties().to());
        }
        return written.call();
    }

    private List<Written> write(List<ValidCall> group) {
        Instant now = clock.instant();
        List<Optional<TelException>> forbidden =
                comply.refusals(group.stream().map(ValidCall::call).toList());
        Map<String, Integer> up = new HashMap<>();
        List<CallRows.Start> starts = new ArrayList<>();
        List<Outbox.Entry> events = new ArrayList<>();
        List<AuditLog.Line> lines = new ArrayList<>();
        List<IdempotencyRows.Row> keys = new ArrayList<>();
        List<Written> answers = new ArrayList<>(group.size());
        for (int i = 0; i < group.size(); i++) {
            ValidCall valid = group.get(i);
            OutboundCall call = valid.call();
            Optional<TelException> tooMany = call.isEmergency() ? Optional.empty() : tooMany(valid.caller(), up);
            if (tooMany.isPresent()) {
                answers.add(new Written(call, tooMany.get()));
                continue;
            }
            TelException refusal =
                    forbidden.get(i).map(why -> why.about(call.id())).orElse(null);
            CallState state = refusal == null
                    ? CallState.INITIATING
                    : CallState.refused(now, refusal.code(), refusal.getMessage());
            starts.add(new CallRows.Start(call, state));
            events.add(new Outbox.Entry(
                    refusal == null
                            ? CallEvent.initiated(call.id(), 1, now, call.parties())
                            : CallEvent.of(call.id(), 1, now, state, null, null),
                    call.owner().apiKey(),
                    targets.of(call.details().webhookUrl(), call.owner().apiKey())));
            if (call.isEmergency()) {
                events.add(new Outbox.Entry(
                        CallEvent.emergency(call.id(), CallRows.ALARM, now, call.parties()),
                        call.owner().apiKey(),
                        targets.of(call.details().webhookUrl(), call.owner().apiKey())));
                lines.add(new AuditLog.Line(
                        call.owner().apiKey(),
                        "call.emergency",
                        call.id(),
                        Map.of("number", call.parties().to())));
            }
            if (refusal != null) {
                lines.add(new AuditLog.Line(
                        call.owner().apiKey(), "call.blocked", call.id(), Map.of("error_code", refusal.code())));
            } else {
                up.merge(valid.caller().name(), 1, Integer::sum);
                if (call.details().idempotencyKey() != null) {
                    keys.add(new IdempotencyRows.Row(
                            call.owner().apiKey(), call.details().idempotencyKey(), valid.bodyHash(), call.id()));
                }
            }
            answers.add(new Written(call, refusal));
        }
        if (!starts.isEmpty()) {
            rows.insert(starts);
        }
        IdempotencyRows.insert(jdbc, keys, now);
        audit.add(lines);
        outbox.insert(events);
        return answers;
    }

    /** @param up calls of each key, those of this group among them, once they were counted */
    private Optional<TelException> tooMany(ApiKey caller, Map<String, Integer> up) {
        return caller.limits()
                .concurrentCalls()
                .filter(most -> up.computeIfAbsent(caller.name(), rows::active) >= most)
                .map(most -> new TelException.RateLimited(
                        "This key has " + most + " calls up, and may not have more", COME_BACK));
    }

    @PreDestroy
    void close() {
        writer.close();
    }
}
