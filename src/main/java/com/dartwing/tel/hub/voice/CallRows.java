package com.dartwing.tel.hub.voice;

import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.numbers.Did;
import com.dartwing.tel.routing.Rate;
import com.dartwing.tel.voice.CallState;
import com.dartwing.tel.voice.CallStatus;
import com.dartwing.tel.voice.InboundCall;
import com.dartwing.tel.voice.OutboundCall;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Calls as rows of {@code tel_call}, and the tries to dial them as rows of {@code tel_call_attempt}. */
@Component
class CallRows {

    /** Statuses of calls that are up, or about to be. */
    static final String ACTIVE = Sql.words(CallStatus.wordsOfActive());

    /** The place of a call's first event among its events, and that of the alarm that follows it on a call for help. */
    static final int FIRST = 1;

    static final int ALARM = 2;

    private static final String INSERT =
            """
            INSERT INTO tel_call
              (name, direction, status, from_number, to_number, caller_id_name, initiated_at, ended_at, modified_at,
               timeout_seconds, max_duration_seconds, machine_detection, audio_url, tts_text,
               tts_voice, recording_enabled, cost_center, organization, api_key,
               module, context_json, webhook_url, purpose, error_code, error_message, idempotency_key, watch_at, owner,
               event_sequence)
            VALUES (?, 'Outbound', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String UPDATE =
            """
            UPDATE tel_call SET status = ?, answered_at = ?, ended_at = ?, duration_seconds = ?, billable_seconds = ?,
              hangup_cause = ?, sip_response_code = ?, error_code = ?, error_message = ?, carrier = ?,
              carrier_call_id = ?, rate_amount = ?, cost_amount = ?, cost_currency = ?, watch_at = ?,
              event_sequence = ?, heard = ?, modified_at = ?, routing = COALESCE(?, routing)
            WHERE name = ?
            """;

    private static final String INSERT_INBOUND =
            """
            INSERT INTO tel_call
              (name, direction, status, from_number, to_number, initiated_at, modified_at, timeout_seconds,
               max_duration_seconds, carrier, carrier_call_id, rate_amount, cost_currency, organization, api_key,
               module, webhook_url, purpose, watch_at, owner, event_sequence)
            VALUES (?, 'Inbound', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'transactional', ?, ?, ?)
            """;

    private final JdbcTemplate jdbc;
    private final Node node;

    CallRows(JdbcTemplate jdbc, Node node) {
        this.jdbc = jdbc;
        this.node = node;
    }

    /** How a call begins. */
    record Start(OutboundCall call, CallState state) {}

    void insert(List<Start> starts) {
        jdbc.batchUpdate(INSERT, starts.stream().map(this::row).toList());
    }

    private Object[] row(Start start) {
        OutboundCall call = start.call();
        OutboundCall.Plan plan = call.plan();
        CallState state = start.state();
        return new Object[] {
            call.id(),
            state.status().word(),
            call.parties().from(),
            call.parties().to(),
            plan.callerIdName(),
            Sql.utc(call.createdAt()),
            Sql.utc(state.endedAt()),
            Sql.utc(call.createdAt()),
            plan.timeoutSeconds(),
            plan.maxDurationSeconds(),
            plan.machineDetection(),
            plan.audioUrl(),
            plan.greeting() == null ? null : plan.greeting().text(),
            plan.greeting() == null ? null : plan.greeting().voice(),
            plan.recorded(),
            call.owner().costCenter(),
            call.owner().organization(),
            call.owner().apiKey(),
            call.owner().module(),
            call.details().contextJson(),
            call.details().webhookUrl(),
            plan.purpose().name().toLowerCase(Locale.ROOT),
            state.errorCode(),
            Sql.cut(state.errorMessage(), 500),
            call.details().idempotencyKey(),
            state.status().isFinal()
                    ? null
                    : Sql.utc(
                            call.createdAt().plusSeconds(plan.timeoutSeconds()).plus(WatchCalls.PATIENCE)),
            node.name(),
            call.isEmergency() ? ALARM : FIRST
        };
    }

    /**
     * A call that came in.
     *
     * @param url where its events go, or null when that is the key's to say
     * @param rate what its carrier charges for a minute, or nothing when nobody knows
     */
    void insert(String id, InboundCall call, Did did, String url, Optional<Rate> rate, Instant now) {
        jdbc.update(
                INSERT_INBOUND,
                id,
                CallStatus.RINGING.word(),
                Sql.cut(call.from(), 20),
                call.to(),
                Sql.utc(call.at()),
                Sql.utc(now),
                WatchCalls.LONGEST_RING,
                WatchCalls.LONGEST_TALK,
                call.carrier(),
                Sql.cut(call.carrierCallId(), 191),
                rate.map(Rate::price).orElse(null),
                rate.map(Rate::currency).orElse(null),
                did.organization(),
                did.apiKey(),
                did.module(),
                url,
                Sql.utc(now.plusSeconds(WatchCalls.LONGEST_RING).plus(WatchCalls.PATIENCE)),
                node.name(),
                FIRST);
    }

    /** Calls by their ids, for the caller's transaction alone; those that are there. */
    Map<String, CallRow> lock(Collection<String> names) {
        Map<String, CallRow> rows = new HashMap<>();
        jdbc.query(
                "SELECT * FROM tel_call WHERE name IN (" + Sql.marks(names.size()) + ") ORDER BY name FOR UPDATE",
                row -> {
                    rows.put(row.getString("name"), read(row));
                },
                names.stream().sorted().toArray());
        return rows;
    }

    private static CallRow read(ResultSet row) throws SQLException {
        return new CallRow(
                row.getString("name"),
                CallColumns.state(row),
                row.getString("to_number"),
                row.getString("api_key"),
                row.getString("webhook_url"),
                row.getString("carrier"),
                row.getString("carrier_call_id"),
                row.getBigDecimal("rate_amount"),
                row.getString("cost_currency"),
                row.getInt("max_duration_seconds"),
                row.getInt("event_sequence"),
                Objects.requireNonNullElse(row.getString("heard"), ""));
    }

    /** The calls that a carrier knows by these ids, by those. */
    Map<String, String> namesOf(String carrier, Collection<String> carrierCallIds) {
        Map<String, String> names = new HashMap<>();
        List<Object> values = new ArrayList<>(carrierCallIds);
        values.add(carrier);
        jdbc.query(
                "SELECT carrier_call_id, name FROM tel_call WHERE carrier_call_id IN ("
                        + Sql.marks(carrierCallIds.size()) + ") AND carrier = ?",
                row -> {
                    names.put(row.getString(1), row.getString(2));
                },
                values.toArray());
        return names;
    }

    /** A row with what it has come to. */
    record Changed(CallRow row, Settled settled, Instant watchAt, String routing) {}

    /** What a call's state comes to in seconds and money. */
    record Settled(int billableSeconds, BigDecimal cost) {}

    void update(Collection<Changed> changes, Instant now) {
        jdbc.batchUpdate(
                UPDATE,
                changes.stream()
                        .map(changed -> {
                            CallRow row = changed.row();
                            CallState state = row.state();
                            return new Object[] {
                                state.status().word(),
                                Sql.utc(state.answeredAt()),
                                Sql.utc(state.endedAt()),
                                state.durationSeconds(),
                                changed.settled().billableSeconds(),
                                Sql.cut(state.hangupCause(), 64),
                                state.sip(),
                                state.errorCode(),
                                Sql.cut(state.errorMessage(), 500),
                                row.carrier(),
                                row.carrierCallId(),
                                row.rate(),
                                changed.settled().cost(),
                                row.currency(),
                                Sql.utc(changed.watchAt()),
                                row.sequence(),
                                row.heard(),
                                Sql.utc(now),
                                changed.routing(),
                                row.name()
                            };
                        })
                        .toList());
    }

    /** How many calls of a key are up. */
    int active(String apiKey) {
        return jdbc.queryForObject(
                "SELECT COUNT(*) FROM tel_call WHERE api_key = ? AND status IN " + ACTIVE, Integer.class, apiKey);
    }

    /** How many calls are up that this node dialled. */
    int activeHere() {
        return jdbc.queryForObject(
                "SELECT COUNT(*) FROM tel_call WHERE owner = ? AND status IN " + ACTIVE, Integer.class, node.name());
    }
}
