package com.dartwing.tel.hub.fax;

import com.dartwing.tel.fax.FaxState;
import com.dartwing.tel.fax.OutboundFax;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.vault.Vault;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Faxes as rows of {@code tel_fax}, and the tries to send them as rows of {@code tel_fax_attempt}. */
@Component
class FaxRows {

    private static final String INSERT =
            """
            INSERT INTO tel_fax
              (name, direction, status, from_number, to_number, document_file, page_count, cover_page_enabled,
               cover_page_template, resolution, created_at, completed_at, modified_at, cost_center, organization, api_key,
               module, context_json, webhook_url, hipaa_mode, error_code, error_message, idempotency_key, max_retries,
               next_attempt_at, batch)
            VALUES (?, 'Outbound', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String UPDATE =
            """
            UPDATE tel_fax SET status = ?, started_at = ?, completed_at = ?, pages_sent = ?, duration_seconds = ?,
              failure_cause = ?, error_code = ?, error_message = ?, carrier = ?, carrier_fax_id = ?, cost_per_page = ?,
              cost_amount = ?, cost_currency = ?, tries = ?, retry_count = ?, next_attempt_at = ?, watch_at = ?,
              event_sequence = ?, modified_at = ?, owner = NULL, routing = COALESCE(?, routing)
            WHERE name = ?
            """;

    private final JdbcTemplate jdbc;
    private final Vault vault;
    private final Node node;

    FaxRows(JdbcTemplate jdbc, Vault vault, Node node) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.node = node;
    }

    /**
     * A new fax.
     *
     * @param batch whose document it has, or null when it has one of its own
     */
    record New(OutboundFax fax, FaxState state, String batch) {}

    void insert(List<New> faxes) {
        jdbc.batchUpdate(INSERT, faxes.stream().map(this::values).toList());
    }

    private Object[] values(New one) {
        OutboundFax fax = one.fax();
        FaxState state = one.state();
        OutboundFax.Plan plan = fax.plan();
        boolean over = state.status().isFinal();
        return new Object[] {
            fax.id(),
            state.status().word(),
            fax.parties().from(),
            fax.parties().to(),
            over ? null : fax.id() + ".pdf",
            fax.pages(),
            plan.cover() != null,
            plan.cover() == null
                    ? null
                    : plan.cover().template().name().charAt(0)
                            + plan.cover().template().name().substring(1).toLowerCase(Locale.ROOT),
            plan.resolution().name().toLowerCase(Locale.ROOT),
            Sql.utc(fax.createdAt()),
            Sql.utc(state.completedAt()),
            Sql.utc(fax.createdAt()),
            fax.owner().costCenter(),
            fax.owner().organization(),
            fax.owner().apiKey(),
            fax.owner().module(),
            context(fax),
            fax.details().statusCallback(),
            plan.hipaa(),
            state.errorCode(),
            Sql.cut(state.errorMessage(), 500),
            fax.details().idempotencyKey(),
            plan.maxRetries(),
            over ? null : Sql.utc(fax.createdAt()),
            one.batch()
        };
    }

    private String context(OutboundFax fax) {
        String context = fax.details().contextJson();
        return context == null || !fax.plan().hipaa()
                ? context
                : vault.seal(fax.owner().organization(), fax.id() + ".context_json", context);
    }

    /** Takes a fax whose time has come for this node; false when it is another's, or not due. */
    boolean claim(String name, Instant now, Instant watchAt) {
        return jdbc.update(
                        "UPDATE tel_fax SET owner = ?, next_attempt_at = NULL, watch_at = ? WHERE name = ? AND status ="
                                + " 'Queued' AND next_attempt_at <= ?",
                        node.name(),
                        Sql.utc(watchAt),
                        name,
                        Sql.utc(now))
                == 1;
    }

    /** Faxes whose next walk is due, the oldest first. */
    List<String> due(Instant now, int most) {
        return jdbc.queryForList(
                "SELECT name FROM tel_fax WHERE " + Sql.due("next_attempt_at") + " ORDER BY next_attempt_at LIMIT "
                        + most,
                String.class,
                Sql.utc(now));
    }

    /** Faxes whose carrier should have told of their end. */
    List<String> silent(Instant now, int most) {
        return jdbc.queryForList(
                "SELECT name FROM tel_fax WHERE " + Sql.due("watch_at") + " ORDER BY watch_at LIMIT " + most,
                String.class,
                Sql.utc(now));
    }

    /** Faxes by their ids, for the caller's transaction alone; those that are there. */
    Map<String, FaxRow> lock(Collection<String> names) {
        Map<String, FaxRow> rows = new HashMap<>();
        jdbc.query(
                "SELECT * FROM tel_fax WHERE name IN (" + Sql.marks(names.size()) + ") ORDER BY name FOR UPDATE",
                row -> {
                    rows.put(row.getString("name"), FaxColumns.row(row));
                },
                names.stream().sorted().toArray());
        return rows;
    }

    /** The fax that a carrier knows by this id. */
    Optional<String> nameOf(String carrier, String carrierFaxId) {
        return jdbc
                .queryForList(
                        "SELECT name FROM tel_fax WHERE carrier_fax_id = ? AND carrier = ?",
                        String.class,
                        carrierFaxId,
                        carrier)
                .stream()
                .findFirst();
    }

    /**
     * A row with what it has come to.
     *
     * @param routing the ranking of the last walk as JSON, or null when it was none
     */
    record Changed(FaxRow row, String routing) {}

    void update(Collection<Changed> changes, Instant now) {
        jdbc.batchUpdate(
                UPDATE,
                changes.stream()
                        .map(changed -> values(changed.row(), changed.routing(), now))
                        .toList());
    }

    private static Object[] values(FaxRow row, String routing, Instant now) {
        FaxState state = row.state();
        FaxRow.Course course = row.course();
        return new Object[] {
            state.status().word(),
            Sql.utc(state.startedAt()),
            Sql.utc(state.completedAt()),
            state.pagesSent(),
            state.seconds(),
            Sql.cut(state.cause(), 64),
            state.errorCode(),
            Sql.cut(state.errorMessage(), 500),
            course.carrier(),
            course.carrierFaxId(),
            course.perPage(),
            row.cost(),
            course.currency(),
            course.tries(),
            course.retries(),
            Sql.utc(course.nextAttemptAt()),
            Sql.utc(course.watchAt()),
            row.sequence(),
            Sql.utc(now),
            routing,
            row.facts().name()
        };
    }
}
