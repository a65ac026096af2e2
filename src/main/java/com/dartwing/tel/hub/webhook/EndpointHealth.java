package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.Snapshot;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.db.TableVersions;
import com.dartwing.tel.hub.webhook.WebhookConfigs.Config;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The endpoints that give trouble: since when they fail, and which are disabled because they failed for too long or said
 * that they are gone. One that is well has no row.
 */
@Component
class EndpointHealth implements Held {

    /** @param disabledAt null while it is still tried */
    record Trouble(
            String endpoint, String owner, String url, Instant failingSince, String lastError, Instant disabledAt) {}

    private static final Logger LOG = LoggerFactory.getLogger(EndpointHealth.class);

    private static final Duration READ_BACK_WITHIN = Duration.ofSeconds(10);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final WebhookConfigs configs;
    private final TableVersions versions;
    private final AuditLog audit;
    private final DeliveryProperties properties;
    private final MeterRegistry registry;
    private final Clock clock;
    private final Snapshot<Map<String, Trouble>> snapshot;

    /** Those that this node has written down, and may not have read back yet. */
    private final Map<String, Instant> written = new ConcurrentHashMap<>();

    EndpointHealth(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            WebhookConfigs configs,
            TableVersions versions,
            AuditLog audit,
            DeliveryProperties properties,
            MeterRegistry registry,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.configs = configs;
        this.versions = versions;
        this.audit = audit;
        this.properties = properties;
        this.registry = registry;
        this.clock = clock;
        this.snapshot = new Snapshot<>(jdbc, "tel_webhook_endpoint", this::load);
    }

    @Override
    public Snapshot<?> snapshot() {
        return snapshot;
    }

    private Map<String, Trouble> load() {
        return jdbc
                .query(
                        "SELECT * FROM tel_webhook_endpoint",
                        (row, n) -> new Trouble(
                                row.getString("name"),
                                row.getString("owner"),
                                row.getString("url"),
                                Sql.instant(row, "failing_since"),
                                row.getString("last_error"),
                                Sql.instant(row, "disabled_at")))
                .stream()
                .collect(Collectors.toMap(Trouble::endpoint, Function.identity()));
    }

    Collection<Trouble> all() {
        return snapshot.get().values();
    }

    /** Whether nothing is sent there; a configuration that was edited since is tried again. */
    boolean isDisabled(Delivery delivery) {
        Trouble trouble = snapshot.get().get(delivery.endpoint());
        return trouble != null && isDisabled(trouble);
    }

    boolean isDisabled(Trouble trouble) {
        return trouble.disabledAt() != null && !editedSince(trouble.owner(), trouble.disabledAt());
    }

    private boolean editedSince(String owner, Instant time) {
        return configs.byName(owner)
                .map(Config::modifiedAt)
                .filter(modified -> modified.isAfter(time))
                .isPresent();
    }

    /** Its endpoint heard: whatever was wrong is over. */
    void heard(Delivery delivery) {
        Trouble trouble = snapshot.get().get(delivery.endpoint());
        boolean noted = written.remove(delivery.endpoint()) != null;
        if ((noted || trouble != null) && !(trouble != null && isDisabled(trouble))) {
            jdbc.update("DELETE FROM tel_webhook_endpoint WHERE name = ?", delivery.endpoint());
            snapshot.refresh();
        }
    }

    /**
     * Its endpoint did not hear.
     *
     * @return whether the endpoint is disabled, by this or before
     */
    boolean failed(Delivery delivery, String error) {
        Trouble trouble = snapshot.get().get(delivery.endpoint());
        if (trouble == null) {
            noteOnce(delivery, error);
            return false;
        }
        if (isDisabled(trouble)) {
            return true;
        }
        if (trouble.disabledAt() != null) {
            // Its configuration was edited since: it begins anew.
            jdbc.update("DELETE FROM tel_webhook_endpoint WHERE name = ?", delivery.endpoint());
            note(delivery, error, null);
            snapshot.refresh();
            return false;
        }
        if (trouble.failingSince().plus(properties.disableAfter()).isAfter(clock.instant())) {
            return false;
        }
        disable(delivery, "nothing but failures since " + trouble.failingSince() + ", at last: " + error);
        return true;
    }

    /** Not for each failure, and yet again when another node has heard well meanwhile. */
    private void noteOnce(Delivery delivery, String error) {
        Instant now = clock.instant();
        Instant before = written.put(delivery.endpoint(), now);
        if (before == null || before.plus(READ_BACK_WITHIN).isBefore(now)) {
            note(delivery, error, null);
        } else {
            written.put(delivery.endpoint(), before);
        }
    }

    /** Disables an endpoint, with all that waits for it, and tells: in the audit log, the log and a metric. */
    void disable(Delivery delivery, String reason) {
        if (isDisabled(delivery)
                || Boolean.FALSE.equals(transaction.execute(status -> disableOnce(delivery, reason)))) {
            return;
        }
        snapshot.refresh();
        registry.counter("tel.webhook.endpoints.disabled").increment();
        LOG.warn("Webhook endpoint {} of {} is disabled: {}", delivery.endpoint(), delivery.signer(), reason);
    }

    /** Whether it was this call that did it: several deliveries of one endpoint may be under way. */
    private boolean disableOnce(Delivery delivery, String reason) {
        Instant now = clock.instant();
        List<Instant> before = jdbc.query(
                "SELECT disabled_at FROM tel_webhook_endpoint WHERE name = ? FOR UPDATE",
                (row, n) -> Sql.instant(row, "disabled_at"),
                delivery.endpoint());
        if (!before.isEmpty()
                && before.get(0) != null
                && !editedSince(String.valueOf(delivery.signer()), before.get(0))) {
            return false;
        }
        note(delivery, reason, now);
        jdbc.update(
                "UPDATE tel_webhook_delivery SET state = 'Disabled', next_attempt_at = NULL, settled_at = ?"
                        + " WHERE state = 'Pending' AND endpoint = ?",
                Sql.utc(now),
                delivery.endpoint());
        versions.changed("tel_webhook_endpoint");
        audit.add(
                "system",
                "webhook.disabled",
                "Webhook Endpoint/" + delivery.endpoint(),
                Map.of(
                        "owner",
                        String.valueOf(delivery.signer()),
                        "url",
                        delivery.url(),
                        "reason",
                        Sql.cut(reason, 500)));
        return true;
    }

    private void note(Delivery delivery, String error, Instant disabledAt) {
        Instant now = clock.instant();
        int rows = disabledAt == null
                ? 0
                : jdbc.update(
                        "UPDATE tel_webhook_endpoint SET last_error = ?, disabled_at = ?, modified_at = ?"
                                + " WHERE name = ?",
                        Sql.cut(error, 500),
                        Sql.utc(disabledAt),
                        Sql.utc(now),
                        delivery.endpoint());
        if (rows == 0) {
            try {
                jdbc.update(
                        "INSERT INTO tel_webhook_endpoint (name, owner, url, failing_since, last_error, disabled_at,"
                                + " created_at, modified_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        delivery.endpoint(),
                        String.valueOf(delivery.signer()),
                        delivery.url(),
                        Sql.utc(now),
                        Sql.cut(error, 500),
                        Sql.utc(disabledAt),
                        Sql.utc(now),
                        Sql.utc(now));
            } catch (DuplicateKeyException e) {
                // Another node saw the same.
            }
        }
    }

    /** Lets an endpoint be told again. */
    void enable(Trouble trouble, AuditLog.Actor actor) {
        transaction.executeWithoutResult(status -> {
            jdbc.update("DELETE FROM tel_webhook_endpoint WHERE name = ?", trouble.endpoint());
            versions.changed("tel_webhook_endpoint");
            audit.add(
                    actor,
                    "webhook.enabled",
                    "Webhook Endpoint/" + trouble.endpoint(),
                    Map.of("owner", trouble.owner(), "url", trouble.url()));
        });
        written.remove(trouble.endpoint());
        snapshot.refresh();
    }
}
