package com.dartwing.tel.hub.voice;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.carrier.VoiceSpec;
import com.dartwing.tel.hub.access.CallbackTargets;
import com.dartwing.tel.hub.access.KeySpend;
import com.dartwing.tel.hub.carrier.AttemptRows;
import com.dartwing.tel.hub.carrier.AttemptTable;
import com.dartwing.tel.hub.carrier.RateTable;
import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.hub.voice.script.CallScripts;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.numbers.EmergencyNumbers;
import com.dartwing.tel.voice.Awaited;
import com.dartwing.tel.voice.CallEvent;
import com.dartwing.tel.voice.CallReport;
import com.dartwing.tel.voice.CallReport.Ringing;
import com.dartwing.tel.voice.CallState;
import com.dartwing.tel.voice.CallStatus;
import jakarta.annotation.PreDestroy;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one place where calls change: under their locks, each with its events, and what they cost, in the same
 * transaction. What the dialling node knows and what the carrier reports may come in any order.
 */
@Component
class ChangeCalls {

    /** The operation of rates for calls that were made. */
    private static final String RATE = "voice";

    private final CallRows rows;
    private final CallDues dues;
    private final AttemptRows attempts;
    private final CallScripts scripts;
    private final Outbox outbox;
    private final CallbackTargets targets;
    private final Carriers carriers;
    private final RateTable rates;
    private final KeySpend spend;
    private final VoiceMeters meters;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final GroupCommit<CallChange, Optional<CallState>> writer;

    ChangeCalls(
            CallRows rows,
            CallDues dues,
            AttemptRows attempts,
            CallScripts scripts,
            Outbox outbox,
            CallbackTargets targets,
            Carriers carriers,
            RateTable rates,
            KeySpend spend,
            VoiceMeters meters,
            JdbcTemplate jdbc,
            Clock clock,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.dues = dues;
        this.attempts = attempts;
        this.scripts = scripts;
        this.outbox = outbox;
        this.targets = targets;
        this.carriers = carriers;
        this.rates = rates;
        this.spend = spend;
        this.meters = meters;
        this.jdbc = jdbc;
        this.clock = clock;
        this.writer = new GroupCommit<>("call-change", transaction, this::write, this::readBack);
    }

    /** @return the call's state after the change; nothing when there is no such call */
    Optional<CallState> change(CallChange change) {
        return GroupCommit.await(writer.submit(change));
    }

    private List<Optional<CallState>> write(List<CallChange> group) {
        Instant now = clock.instant();
        Map<String, CallRow> current =
                rows.lock(group.stream().map(CallChange::call).collect(Collectors.toSet()));
        Map<String, CallRows.Changed> changed = new LinkedHashMap<>();
        List<Outbox.Entry> events = new ArrayList<>();
        List<String> answered = new ArrayList<>();
        List<String> over = new ArrayList<>();
        SortedMap<String, BigDecimal> spent = new TreeMap<>();
        List<Optional<CallState>> answers = new ArrayList<>(group.size());
        for (CallChange change : group) {
            CallRow row = current.get(change.call());
            if (row == null) {
                answers.add(Optional.empty());
                continue;
            }
            CallChange.Walk walk = walk(change);
            if (walk != null) {
                attempts.insert(AttemptTable.CALL, row.name(), walk.attempts());
            }
            CallRow next = after(row, change, now);
            if (change instanceof CallChange.Told told && told.news().getAsBoolean()) {
                next = next.told();
                events.add(entry(
                        next,
                        told.tale().told(next.sequence(), now, next.state().status())));
            }
            if (!next.equals(row) || walk != null) {
                if (!next.state().equals(row.state())) {
                    next = next.told();
                    events.add(event(next, now));
                    spent(row, next, spent);
                    meters.ended(next.state());
                    if (next.state().status() == CallStatus.IN_PROGRESS) {
                        answered.add(next.name());
                        scripts.done(next.name(), Awaited.ANSWERED, null, now);
                    } else if (next.state().status().isFinal()) {
                        over.add(next.name());
                    }
                } else if (!next.heard().equals(row.heard())) {
                    CallReport.Heard heard = (CallReport.Heard)
                            ((CallChange.Reported) change).report().what();
                    goOn(next, heard, now);
                    if (!(heard instanceof CallReport.Done)) {
                        next = next.told();
                        events.add(entry(
                                next,
                                CallEvent.heard(
                                        next.name(),
                                        next.sequence(),
                                        now,
                                        next.state().status(),
                                        heard)));
                    }
                }
                current.put(next.name(), next);
                CallRows.Changed earlier = changed.get(next.name());
                String routing = walk != null ? Json.write(walk.options()) : earlier == null ? null : earlier.routing();
                changed.put(next.name(), new CallRows.Changed(next, settled(next), watchAt(next, now), routing));
            }
            answers.add(Optional.of(next.state()));
        }
        rows.update(changed.values(), now);
        dues.greet(answered, now);
        scripts.end(over);
        outbox.insert(events);
        spend.add(spent, now);
        return answers;
    }

    private static CallChange.Walk walk(CallChange change) {
        if (change instanceof CallChange.Taken taken) {
            return taken.walk();
        }
        if (change instanceof CallChange.Refused refused) {
            return refused.walk();
        }
        return change instanceof CallChange.InDoubt doubt ? doubt.walk() : null;
    }

    private CallRow after(CallRow row, CallChange change, Instant now) {
        if (change instanceof CallChange.Taken taken) {
            return row.carriedBy(taken.asked(), taken.asked().attempt().carrierMessageId())
                    .in(row.state().after(new Ringing(), now).orElse(row.state()));
        }
        if (change instanceof CallChange.InDoubt doubt) {
            // Its reports may have told the carrier's id already.
            return row.carriedBy(doubt.asked(), row.carrierCallId());
        }
        if (change instanceof CallChange.Refused refused) {
            return row.state().status() == CallStatus.INITIATING
                    ? row.in(CallState.refused(now, refused.errorCode(), refused.errorMessage()))
                    : row;
        }
        return change instanceof CallChange.Reported reported ? after(row, reported.report(), now) : row;
    }

    private CallRow after(CallRow row, CallReport report, Instant now) {
        if (row.carrier() != null && !row.carrier().equals(report.carrier())) {
            // Another carrier's word about a call that it does not carry.
            return row;
        }
        CallRow carried = row.carrierCallId() == null ? known(row, report, now) : row;
        if (report.what() instanceof CallReport.Heard heard) {
            return carried.hearing(heard.report());
        }
        return carried.in(row.state().after(report.what(), report.at()).orElse(row.state()));
    }

    /** Who dialled may be gone, and with it the rate at which the carrier was chosen. */
    private CallRow known(CallRow row, CallReport report, Instant now) {
        CallRow known = row.knownAs(report.carrier(), report.carrierCallId());
        boolean settled = report.carrier() == null || row.rate() != null || EmergencyNumbers.isOne(row.to());
        return settled
                ? known
                : rates.rates()
                        .find(report.carrier(), RATE, row.to(), now)
                        .map(known::charged)
                        .orElse(known);
    }

    private Outbox.Entry event(CallRow row, Instant now) {
        return entry(
                row,
                CallEvent.of(
                        row.name(),
                        row.sequence(),
                        now,
                        row.state(),
                        settled(row).cost(),
                        row.currency()));
    }

    /** What waits for it goes on. */
    private void goOn(CallRow row, CallReport.Heard heard, Instant now) {
        if (heard instanceof CallReport.Gathered gathered) {
            scripts.done(row.name(), Awaited.GATHERED, gathered.digits(), now);
        } else if (heard instanceof CallReport.Done done) {
            scripts.done(row.name(), done.done(), null, now);
        }
    }

    private Outbox.Entry entry(CallRow row, CallEvent event) {
        return new Outbox.Entry(event, row.apiKey(), targets.of(row.webhookUrl(), row.apiKey()));
    }

    private CallRows.Settled settled(CallRow row) {
        if (!row.state().status().isFinal()) {
            return new CallRows.Settled(0, null);
        }
        int increment = Optional.ofNullable(row.carrier())
                .flatMap(carriers::find)
                .map(Carrier::voice)
                .orElse(VoiceSpec.DEFAULT)
                .incrementSeconds();
        return new CallRows.Settled(
                row.state().billableSeconds(increment), row.state().cost(row.rate(), increment));
    }

    /** What a call cost, when it has just ended; or what it costs more than was thought. */
    private void spent(CallRow before, CallRow after, SortedMap<String, BigDecimal> spent) {
        BigDecimal cost = settled(after).cost();
        BigDecimal earlier = settled(before).cost();
        if (cost != null && cost.signum() > 0 && after.apiKey() != null && spend.isLimited(after.apiKey())) {
            spent.merge(after.apiKey(), earlier == null ? cost : cost.subtract(earlier), BigDecimal::add);
        }
    }

    private static Instant watchAt(CallRow row, Instant now) {
        CallState state = row.state();
        if (state.status().isFinal()) {
            return null;
        }
        return state.answeredAt() == null
                ? now.plusSeconds(WatchCalls.LONGEST_RING).plus(WatchCalls.PATIENCE)
                : state.answeredAt().plusSeconds(row.maxDurationSeconds()).plus(WatchCalls.PATIENCE);
    }

    /** Changes whose walk is on record were written after all; a report may be applied twice. */
    private Map<CallChange, Optional<CallState>> readBack(List<CallChange> group) {
        Map<CallChange, Optional<CallState>> written = new LinkedHashMap<>();
        for (CallChange change : group) {
            CallChange.Walk walk = walk(change);
            boolean known = walk != null
                    && !walk.attempts().isEmpty()
                    && !jdbc.queryForList(
                                    "SELECT name FROM tel_call_attempt WHERE name = ?",
                                    String.class,
                                    walk.attempts().get(0).id())
                            .isEmpty();
            if (known) {
                written.put(
                        change,
                        Optional.ofNullable(rows.lock(List.of(change.call())).get(change.call()))
                                .map(CallRow::state));
            }
        }
        return written;
    }

    @PreDestroy
    void close() {
        writer.close();
    }
}
