package com.dartwing.tel.hub.sms;

import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.hub.access.CallbackTargets;
import com.dartwing.tel.hub.access.KeySpend;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.hipaa.HealthData;
import com.dartwing.tel.hub.hipaa.HealthEvents;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.routing.Attempt;
import com.dartwing.tel.routing.RouteOption;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsEvent;
import com.dartwing.tel.sms.SmsOutcome;
import com.dartwing.tel.sms.SmsStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Writes what came of messages' walks: state, attempts and event of each, in the caller's transaction. A receipt may have
 * overtaken one: a state is never moved back.
 */
@Component
class OutcomeRows {

    /** An outcome with everything that explains it. */
    record Entry(SmsOutcome outcome, List<Attempt> attempts, List<RouteOption> options) {}

    /** Characters kept of a carrier's answer: sealed, and of four bytes each, they still fit the column. */
    private static final int RAW = 12_000;

    private record Current(SmsStatus status, String owner, int sequence, LocalDateTime createdAt) {}

    /** What a message's time in memory may differ by from that in the table. */
    private static final Duration ROUNDED = Duration.ofSeconds(1);

    private static final String INSERT_ATTEMPT =
            """
            INSERT INTO tel_sms_attempt
              (name, message, carrier, outcome, carrier_message_id, code, detail, started_at, latency_ms,
               cost_amount, cost_currency, raw)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String UPDATE =
            """
            UPDATE tel_sms_message SET status = ?, modified_at = ?, sent_at = COALESCE(sent_at, ?),
              carrier = COALESCE(?, carrier), carrier_message_id = COALESCE(?, carrier_message_id),
              cost_amount = COALESCE(?, cost_amount), cost_currency = COALESCE(?, cost_currency),
              error_code = ?, error_message = ?, held_until = ?, next_attempt_at = ?, owner = NULL,
              tries = ?, event_sequence = ?, routing = COALESCE(?, routing)
            WHERE name = ? AND created_at = ?
            """;

    private final JdbcTemplate jdbc;
    private final Outbox outbox;
    private final Node node;
    private final Carriers carriers;
    private final CallbackTargets targets;
    private final HealthData health;
    private final HealthEvents healthEvents;
    private final KeySpend spend;
    private final Clock clock;

    OutcomeRows(
            JdbcTemplate jdbc,
            Outbox outbox,
            Node node,
            Carriers carriers,
            CallbackTargets targets,
            HealthData health,
            HealthEvents healthEvents,
            KeySpend spend,
            Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.node = node;
        this.carriers = carriers;
        this.targets = targets;
        this.health = health;
        this.healthEvents = healthEvents;
        this.spend = spend;
        this.clock = clock;
    }

    List<SmsOutcome> write(List<Entry> group) {
        Instant now = clock.instant();
        Map<String, Current> current = lock(group);
        List<Object[]> attempts = new ArrayList<>();
        List<Object[]> updates = new ArrayList<>();
        List<Outbox.Entry> events = new ArrayList<>();
        List<SmsOutcome> sent = new ArrayList<>();
        for (Entry entry : group) {
            OutboundSms sms = entry.outcome().message();
            entry.attempts().forEach(attempt -> attempts.add(attemptRow(sms, attempt)));
            Current row = current.get(sms.id());
            if (row == null) {
                continue;
            }
            boolean ours = node.name().equals(row.owner()) || row.owner() == null;
            boolean open = row.status() == SmsStatus.QUEUED
                    || row.status() == SmsStatus.HELD
                    || row.status() == SmsStatus.SCHEDULED;
            if (open && !ours) {
                // Another node took the message over while we hung: its word counts, ours is kept as an attempt.
                continue;
            }
            sent.add(entry.outcome());
            SmsStatus next = open ? entry.outcome().status() : row.status();
            SmsEvent event = open ? event(entry.outcome(), row.sequence() + 1, now) : null;
            updates.add(updateRow(entry, next, open, row, row.sequence() + (event == null ? 0 : 1), now));
            if (event != null) {
                events.add(new Outbox.Entry(event, sms.owner().apiKey(), targets.of(sms)));
            }
        }
        jdbc.batchUpdate(INSERT_ATTEMPT, attempts);
        jdbc.batchUpdate(UPDATE, updates);
        outbox.insert(events);
        spend.count(sent, now);
        return group.stream().map(Entry::outcome).toList();
    }

    private Map<String, Current> lock(List<Entry> group) {
        List<String> names = group.stream()
                .map(entry -> entry.outcome().message().id())
                .sorted()
                .toList();
        List<Instant> times = group.stream()
                .map(entry -> entry.outcome().message().createdAt())
                .sorted()
                .toList();
        List<Object> values = new ArrayList<>(names);
        // Their times say which months they are kept in.
        values.add(Sql.utc(times.get(0).minus(ROUNDED)));
        values.add(Sql.utc(times.get(times.size() - 1).plus(ROUNDED)));
        Map<String, Current> found = new HashMap<>();
        jdbc.query(
                "SELECT name, status, owner, event_sequence, created_at FROM tel_sms_message WHERE name IN ("
                        + Sql.marks(names.size()) + ") AND created_at BETWEEN ? AND ? FOR UPDATE",
                row -> {
                    found.put(
                            row.getString("name"),
                            new Current(
                                    SmsStatus.ofWord(row.getString("status")),
                                    row.getString("owner"),
                                    row.getInt("event_sequence"),
                                    row.getObject("created_at", LocalDateTime.class)));
                },
                values.toArray());
        return found;
    }

    private Object[] attemptRow(OutboundSms sms, Attempt attempt) {
        return new Object[] {
            attempt.id(),
            sms.id(),
            attempt.carrier(),
            attempt.outcome().name(),
            attempt.carrierMessageId(),
            Sql.cut(attempt.code(), 64),
            Sql.cut(attempt.detail(), 500),
            Sql.utc(attempt.startedAt()),
            (int) Math.min(Integer.MAX_VALUE, attempt.latency().toMillis()),
            attempt.cost(),
            attempt.currency(),
            health.sealRaw(sms, attempt.id(), Sql.cut(attempt.raw(), RAW))
        };
    }

    private Object[] updateRow(Entry entry, SmsStatus next, boolean open, Current row, int sequence, Instant now) {
        SmsOutcome outcome = entry.outcome();
        boolean sent = outcome.status() == SmsStatus.SENT;
        Attempt attempt = outcome.attempt();
        return new Object[] {
            next.word(),
            Sql.utc(now),
            sent ? Sql.utc(now) : null,
            sent ? attempt.carrier() : null,
            sent ? attempt.carrierMessageId() : null,
            sent ? attempt.cost() : null,
            sent ? attempt.currency() : null,
            open ? outcome.errorCode() : null,
            open ? Sql.cut(outcome.errorMessage(), 500) : null,
            Sql.utc(outcome.heldUntil()),
            Sql.utc(open ? LastLook.after(next, outcome.retryAt(), now) : LastLook.again(next, now)),
            outcome.message().tries() + 1,
            sequence,
            entry.options().isEmpty() ? null : Json.write(entry.options()),
            outcome.message().id(),
            row.createdAt()
        };
    }

    private SmsEvent event(SmsOutcome outcome, int sequence, Instant now) {
        SmsEvent event =
                switch (outcome.status()) {
                    case SENT ->
                        SmsEvent.sent(
                                outcome.message().id(),
                                sequence,
                                now,
                                carriers.titleOf(outcome.attempt().carrier()));
                    case FAILED ->
                        SmsEvent.failed(
                                outcome.message().id(),
                                sequence,
                                now,
                                SmsStatus.FAILED,
                                outcome.errorCode(),
                                outcome.errorMessage());
                    default -> null;
                };
        return event == null ? null : healthEvents.of(outcome.message().policy().hipaa(), event);
    }

    /** Those of them that are written already. */
    Map<Entry, SmsOutcome> readBack(List<Entry> group) {
        List<Entry> withAttempts =
                group.stream().filter(entry -> !entry.attempts().isEmpty()).toList();
        if (withAttempts.isEmpty()) {
            return Map.of();
        }
        Set<String> written = new HashSet<>(jdbc.queryForList(
                "SELECT name FROM tel_sms_attempt WHERE name IN (" + Sql.marks(withAttempts.size()) + ")",
                String.class,
                withAttempts.stream().map(entry -> entry.attempts().get(0).id()).toArray()));
        Map<Entry, SmsOutcome> found = new HashMap<>();
        withAttempts.stream()
                .filter(entry -> written.contains(entry.attempts().get(0).id()))
                .forEach(entry -> found.put(entry, entry.outcome()));
        return found;
    }
}
