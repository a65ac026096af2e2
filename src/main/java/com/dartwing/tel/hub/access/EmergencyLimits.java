package com.dartwing.tel.hub.access;

import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.hub.db.AuditLog.Actor;
import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.Snapshot;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.db.TableVersions;
import com.dartwing.tel.limits.OperationLimits;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The emergency brake (seed, runbook "High Call Volume"): for a while every key's limits, on every node, are a fraction
 * of what they are. It is kept in the database, so that a restart does not release it, and ends by itself.
 */
@Component
public class EmergencyLimits implements Held {

    private static final String TABLE = "tel_emergency_limit";

    /**
     * A brake that is pulled.
     *
     * @param factor above 0, at most 1: what is left of each limit
     * @param until when it ends
     * @param person who pulled it
     */
    public record Brake(BigDecimal factor, Instant until, String person) {}

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final TableVersions versions;
    private final AuditLog audit;
    private final Clock clock;
    private final Snapshot<Optional<Brake>> snapshot;

    public EmergencyLimits(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            TableVersions versions,
            AuditLog audit,
            MeterRegistry registry,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.versions = versions;
        this.audit = audit;
        this.clock = clock;
        this.snapshot = new Snapshot<>(jdbc, TABLE, this::load);
        Gauge.builder("tel.limits.emergency.factor", this::factor)
                .description("What is left of each key's limits, 1 without an emergency")
                .register(registry);
    }

    @Override
    public Snapshot<?> snapshot() {
        return snapshot;
    }

    /** The brake that is pulled now. */
    public Optional<Brake> now() {
        Optional<Brake> brake = snapshot.get();
        return brake.isPresent() && clock.instant().isBefore(brake.get().until()) ? brake : Optional.empty();
    }

    /** What is left of limits now. */
    public OperationLimits leftOf(OperationLimits limits) {
        Optional<Brake> brake = now();
        return brake.isEmpty() ? limits : limits.times(brake.get().factor().doubleValue());
    }

    private double factor() {
        return now().map(brake -> brake.factor().doubleValue()).orElse(1.0);
    }

    /** Pulls the brake, in place of one that is pulled already. */
    public Brake set(BigDecimal factor, Duration length, Actor person) {
        Instant now = clock.instant();
        Brake brake = new Brake(factor, now.plus(length), person.name());
        transaction.executeWithoutResult(status -> {
            jdbc.update("DELETE FROM " + TABLE);
            jdbc.update(
                    "INSERT INTO " + TABLE + " (name, factor, until_at, set_by, created_at, modified_at)"
                            + " VALUES ('all', ?, ?, ?, ?, ?)",
                    factor,
                    Sql.utc(brake.until()),
                    brake.person(),
                    Sql.utc(now),
                    Sql.utc(now));
            changed(
                    person,
                    "limits.emergency",
                    Map.of("factor", factor, "until", brake.until().toString()));
        });
        snapshot.refresh();
        return brake;
    }

    /** Releases the brake; nothing happens when none is pulled. */
    public void clear(Actor person) {
        transaction.executeWithoutResult(status -> {
            jdbc.update("DELETE FROM " + TABLE);
            changed(person, "limits.emergency_cleared", Map.of());
        });
        snapshot.refresh();
    }

    private void changed(Actor person, String action, Map<String, ?> detail) {
        versions.changed(TABLE);
        audit.add(person, action, "emergency limits", detail);
    }

    private Optional<Brake> load() {
        return jdbc
                .query(
                        "SELECT factor, until_at, set_by FROM " + TABLE,
                        (row, n) -> new Brake(
                                row.getBigDecimal("factor").stripTrailingZeros(),
                                Sql.instant(row, "until_at"),
                                row.getString("set_by")))
                .stream()
                .findFirst();
    }
}
