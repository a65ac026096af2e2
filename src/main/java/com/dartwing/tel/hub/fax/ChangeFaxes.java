package com.dartwing.tel.hub.fax;

import com.dartwing.tel.fax.FaxEnd;
import com.dartwing.tel.fax.FaxEvent;
import com.dartwing.tel.fax.FaxReport.Ended;
import com.dartwing.tel.fax.FaxState;
import com.dartwing.tel.fax.FaxStatus;
import com.dartwing.tel.hub.access.CallbackTargets;
import com.dartwing.tel.hub.access.KeySpend;
import com.dartwing.tel.hub.carrier.AttemptRows;
import com.dartwing.tel.hub.carrier.AttemptTable;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.json.Json;
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
 * The one place where faxes change: under their locks, each with its events, and what they cost, in the same transaction.
 */
@Component
class ChangeFaxes {

    private final FaxRows rows;
    private final AttemptRows attempts;
    private final ApplyChange apply;
    private final Outbox outbox;
    private final CallbackTargets targets;
    private final KeySpend spend;
    private final FaxMeters meters;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final HubProperties hub;
    private final GroupCommit<FaxChange, Optional<FaxState>> writer;

    ChangeFaxes(
            FaxRows rows,
            AttemptRows attempts,
            FaxProperties properties,
            HubProperties hub,
            Outbox outbox,
            CallbackTargets targets,
            KeySpend spend,
            FaxMeters meters,
            JdbcTemplate jdbc,
            Clock clock,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.attempts = attempts;
        this.apply = new ApplyChange(properties);
        this.outbox = outbox;
        this.targets = targets;
        this.spend = spend;
        this.meters = meters;
        this.jdbc = jdbc;
        this.clock = clock;
        this.hub = hub;
        this.writer = new GroupCommit<>("fax-change", transaction, this::write, this::readBack);
    }

    /** @return the fax's state after the change; nothing when there is no such fax */
    Optional<FaxState> change(FaxChange change) {
        return GroupCommit.await(writer.submit(change));
    }

    /** Makes many changes, as few groups as may be. */
    void change(List<FaxChange> all) {
        all.stream().map(writer::submit).toList().forEach(GroupCommit::await);
    }

    /** The event as consumers hear it: of a fax with health data they hear little. */
    FaxEvent told(FaxEvent event, boolean hipaa) {
        return hipaa ? event.discreet(hub.urlOf(event.recordId())) : event;
    }

    private List<Optional<FaxState>> write(List<FaxChange> group) {
        Instant now = clock.instant();
        Map<String, FaxRow> current =
                rows.lock(group.stream().map(FaxChange::fax).collect(Collectors.toSet()));
        Map<String, FaxRows.Changed> changed = new LinkedHashMap<>();
        List<Outbox.Entry> events = new ArrayList<>();
        SortedMap<String, BigDecimal> spent = new TreeMap<>();
        List<Runnable> counts = new ArrayList<>();
        List<Optional<FaxState>> answers = new ArrayList<>(group.size());
        for (FaxChange change : group) {
            FaxRow row = current.get(change.fax());
            if (row == null) {
                answers.add(Optional.empty());
                continue;
            }
            String routing = null;
            if (change instanceof FaxChange.Walked walked) {
                attempts.insert(
                        AttemptTable.FAX, row.facts().name(), walked.walk().attempts());
                routing = Json.write(walked.walk().options());
            }
            if (change instanceof FaxChange.Taken taken) {
                counts.add(() -> meters.sent(taken.asked().attempt().carrier()));
            }
            FaxRow next = apply.apply(row, change, now);
            FaxStatus status = next.state().status();
            if (!next.state().equals(row.state()) && status != FaxStatus.QUEUED) {
                next = next.told();
                events.add(event(next, now));
                spent(row, next, spent);
                counts.add(moved(row, next));
            }
            if (!next.equals(row) && isNotFetched(change)) {
                counts.add(() -> meters.notFetched(row.course().carrier()));
            }
            if (!next.equals(row) || routing != null) {
                FaxRows.Changed earlier = changed.get(change.fax());
                current.put(change.fax(), next);
                changed.put(
                        change.fax(),
                        new FaxRows.Changed(next, routing == null && earlier != null ? earlier.routing() : routing));
            }
            answers.add(Optional.of(next.state()));
        }
        rows.update(changed.values(), now);
        outbox.insert(events);
        spend.add(spent, now);
        counts.forEach(Runnable::run);
        return answers;
    }

    private static boolean isNotFetched(FaxChange change) {
        return change instanceof FaxChange.Reported reported
                && reported.report().what() instanceof Ended ended
                && ended.end() == FaxEnd.NOT_FETCHED;
    }

    private Runnable moved(FaxRow before, FaxRow after) {
        return () -> meters.moved(
                after.course().carrier(),
                after.state(),
                after.state().pagesSent() - before.state().pagesSent());
    }

    private Outbox.Entry event(FaxRow row, Instant now) {
        FaxRow.Facts facts = row.facts();
        FaxEvent event = FaxEvent.of(
                facts.name(),
                row.sequence(),
                now,
                row.state(),
                row.cost(),
                row.course().currency());
        return new Outbox.Entry(
                told(event, facts.hipaa()), facts.apiKey(), targets.of(facts.webhookUrl(), facts.apiKey()));
    }

    /** What a fax cost, when it is over; or what it costs more than was thought. */
    private void spent(FaxRow before, FaxRow after, SortedMap<String, BigDecimal> spent) {
        String key = after.facts().apiKey();
        BigDecimal cost = after.cost();
        BigDecimal earlier = before.cost();
        if (cost != null && cost.signum() > 0 && key != null && spend.isLimited(key)) {
            spent.merge(key, earlier == null ? cost : cost.subtract(earlier), BigDecimal::add);
        }
    }

    /** Changes whose walk is on record were written after all; a report may be applied twice. */
    private Map<FaxChange, Optional<FaxState>> readBack(List<FaxChange> group) {
        Map<FaxChange, Optional<FaxState>> written = new LinkedHashMap<>();
        for (FaxChange change : group) {
            boolean known = change instanceof FaxChange.Walked walked
                    && !walked.walk().attempts().isEmpty()
                    && !jdbc.queryForList(
                                    "SELECT name FROM tel_fax_attempt WHERE name = ?",
                                    String.class,
                                    walked.walk().attempts().get(0).id())
                            .isEmpty();
            if (known) {
                written.put(
                        change,
                        Optional.ofNullable(rows.lock(List.of(change.fax())).get(change.fax()))
                                .map(FaxRow::state));
            }
        }
        return written;
    }

    @PreDestroy
    void close() {
        writer.close();
    }
}
