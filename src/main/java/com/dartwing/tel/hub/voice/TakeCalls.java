package com.dartwing.tel.hub.voice;

import com.dartwing.tel.carrier.CallAction;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.carrier.VoiceSpec;
import com.dartwing.tel.crypto.Sha256;
import com.dartwing.tel.hub.access.CallbackTargets;
import com.dartwing.tel.hub.carrier.RateTable;
import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.voice.script.CallScripts;
import com.dartwing.tel.hub.webhook.WebhookGate;
import com.dartwing.tel.numbers.Did;
import com.dartwing.tel.numbers.Dids;
import com.dartwing.tel.series.RecordIds;
import com.dartwing.tel.voice.CallEvent;
import com.dartwing.tel.voice.CallReport;
import com.dartwing.tel.voice.CallReport.Ended;
import com.dartwing.tel.voice.CallVerb;
import com.dartwing.tel.voice.InboundCall;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes calls that come in: on record once however often their carrier tells, with their event, and with the script of
 * their number's route. An end that overtook its beginning is remembered; both write first and then look.
 */
@Component
class TakeCalls {

    private static final Logger LOG = LoggerFactory.getLogger(TakeCalls.class);
    private static final String NOBODY = "unknown";

    /** The operation of rates for calls that come in, by the number that is called. */
    private static final String RATE = "voice-in";

    private final JdbcTemplate jdbc;
    private final CallRows rows;
    private final CallScripts scripts;
    private final ChangeCalls changes;
    private final InboundRoute route;
    private final Dids dids;
    private final RateTable rates;
    private final Outbox outbox;
    private final CallbackTargets targets;
    private final RecordIds ids;
    private final WebhookGate gate;
    private final Carriers carriers;
    private final VoiceMeters meters;
    private final Clock clock;
    private final GroupCommit<InboundCall, Optional<String>> writer;

    TakeCalls(
            JdbcTemplate jdbc,
            CallRows rows,
            CallScripts scripts,
            ChangeCalls changes,
            InboundRoute route,
            Dids dids,
            RateTable rates,
            Outbox outbox,
            CallbackTargets targets,
            RecordIds ids,
            WebhookGate gate,
            Carriers carriers,
            VoiceMeters meters,
            Clock clock,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.scripts = scripts;
        this.changes = changes;
        this.route = route;
        this.dids = dids;
        this.rates = rates;
        this.outbox = outbox;
        this.targets = targets;
        this.ids = ids;
        this.gate = gate;
        this.carriers = carriers;
        this.meters = meters;
        this.clock = clock;
        this.writer = new GroupCommit<>("inbound-call", transaction, this::write, group -> Map.of());
    }

    /**
     * Takes a call.
     *
     * @return what is to be done now; nothing when it was told before
     */
    Optional<CallNext> take(InboundCall call) {
        boolean ours = takesCalls(call);
        Optional<String> taken;
        try {
            taken = GroupCommit.await(writer.submit(call));
        } catch (DuplicateKeyException e) {
            // Another node had it at the same time.
            return Optional.empty();
        }
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        if (!ours) {
            // Not even this number is told: a log is no place for numbers.
            LOG.warn("{} brought a call to a number that takes none", call.carrier());
            gate.count(call.carrier(), "unknown_number");
            return Optional.of(CallNext.refuse(
                    call.carrier(),
                    new CallAction(
                            call.carrierCallId(),
                            null,
                            Sha256.hex(seen(call.carrier(), call.carrierCallId()))
                                    .substring(0, 32),
                            call.to(),
                            new CallVerb.Reject(NOBODY))));
        }
        meters.initiated();
        endedBefore(taken.get(), call);
        return Optional.of(CallNext.goOn(taken.get(), false));
    }

    private boolean takesCalls(InboundCall call) {
        return dids.find(call.to()).filter(did -> did.canSend("voice")).isPresent();
    }

    /** Remembers the end of a call that nobody has told of yet. */
    void ended(CallReport report, Ended ended) {
        try {
            remember(ending(report.carrier(), report.carrierCallId()), String.valueOf(ended.cause()), report.at());
        } catch (DuplicateKeyException e) {
            // Told twice.
        }
    }

    private void endedBefore(String call, InboundCall inbound) {
        VoiceSpec words = carriers.find(inbound.carrier()).orElseThrow().voice();
        jdbc.query(
                        "SELECT message, received_at FROM tel_inbound_seen WHERE name = ?",
                        (row, n) -> new CallReport(
                                inbound.carrier(),
                                inbound.carrierCallId(),
                                null,
                                Sql.instant(row, "received_at"),
                                new Ended(words.end(row.getString("message")), row.getString("message"), null)),
                        ending(inbound.carrier(), inbound.carrierCallId()))
                .forEach(report -> changes.change(new CallChange.Reported(call, report)));
    }

    private List<Optional<String>> write(List<InboundCall> group) {
        Set<String> seen = new HashSet<>(jdbc.queryForList(
                "SELECT name FROM tel_inbound_seen WHERE name IN (" + Sql.marks(group.size()) + ")",
                String.class,
                group.stream()
                        .map(call -> seen(call.carrier(), call.carrierCallId()))
                        .toArray()));
        List<Optional<String>> answers = new ArrayList<>();
        for (InboundCall call : group) {
            String mark = seen(call.carrier(), call.carrierCallId());
            answers.add(seen.add(mark) ? Optional.of(write(call, mark)) : Optional.empty());
        }
        return answers;
    }

    private String write(InboundCall call, String mark) {
        Instant now = clock.instant();
        if (!takesCalls(call)) {
            remember(mark, NOBODY, now);
            return NOBODY;
        }
        Did did = dids.find(call.to()).orElseThrow();
        String id = ids.next("CALL");
        remember(mark, id, now);
        String url = did.inboundVoiceRoute() == Did.VoiceRoute.WEBHOOK ? did.webhookUrl() : null;
        String target = targets.of(url, did.apiKey());
        rows.insert(id, call, did, url, rates.rates().find(call.carrier(), RATE, call.to(), now), now);
        outbox.insert(List.of(new Outbox.Entry(
                CallEvent.arrived(id, CallRows.FIRST, now, call.from(), call.to()), did.apiKey(), target)));
        route.script(did, call, target).ifPresent(script -> scripts.begin(id, script, now));
        return id;
    }

    private void remember(String mark, String what, Instant at) {
        jdbc.update(
                "INSERT INTO tel_inbound_seen (name, message, received_at) VALUES (?, ?, ?)",
                mark,
                Sql.cut(what, 32),
                Sql.utc(at));
    }

    private static String seen(String carrier, String carrierCallId) {
        return Sha256.hex("call|" + carrier + "|" + carrierCallId);
    }

    private static String ending(String carrier, String carrierCallId) {
        return Sha256.hex("call-end|" + carrier + "|" + carrierCallId);
    }

    @PreDestroy
    void close() {
        writer.close();
    }
}
