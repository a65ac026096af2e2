package com.dartwing.tel.hub.access;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.hub.db.AuditLog.Actor;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.db.TableVersions;
import com.dartwing.tel.hub.routes.Housekeeping;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Replaces the secret that signs a key's or a configuration's webhooks; for a while both sign. */
@Component
public class RotateWebhookSecret {

    /**
     * The new secret, in clear this once.
     *
     * @param previousUntil how long the one before it still signs beside it
     */
    public record Rotated(String secret, Instant previousUntil) {}

    private static final String PREVIOUS = "tel_webhook_secret";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final WebhookSecrets secrets;
    private final TableVersions versions;
    private final AuditLog audit;
    private final Housekeeping housekeeping;
    private final Clock clock;

    RotateWebhookSecret(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            WebhookSecrets secrets,
            TableVersions versions,
            AuditLog audit,
            @Lazy Housekeeping housekeeping,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.secrets = secrets;
        this.versions = versions;
        this.audit = audit;
        this.housekeeping = housekeeping;
        this.clock = clock;
    }

    /**
     * @param name of a key or of a webhook configuration
     * @param grace zero for a secret that somebody else knows
     * @throws TelException.NotFound when there is neither
     */
    public Rotated rotate(String name, Duration grace, Actor person) {
        String table = name.startsWith("HOOK-") ? "tel_webhook_config" : "tel_api_key";
        String label = name.startsWith("HOOK-") ? "TEL Webhook Config" : "TEL API Key";
        String secret = WebhookSecrets.generate();
        Instant until = clock.instant().plus(grace);
        transaction.executeWithoutResult(status -> {
            List<String> before = jdbc.queryForList(
                    "SELECT webhook_secret FROM " + table + " WHERE name = ? FOR UPDATE", String.class, name);
            if (before.isEmpty()) {
                throw new TelException.NotFound("There is no " + label + " of this name");
            }
            keep(name, before.get(0), until);
            jdbc.update(
                    "UPDATE " + table + " SET webhook_secret = ?, modified_at = ? WHERE name = ?",
                    secrets.seal(name, secret),
                    Sql.utc(clock.instant()),
                    name);
            versions.changed(table);
            versions.changed(PREVIOUS);
            audit.add(person, "webhook.secret_rotated", label + "/" + name, Map.of("previous_until", until.toString()));
        });
        housekeeping.refresh(table);
        housekeeping.refresh(PREVIOUS);
        return new Rotated(secret, until);
    }

    /** Sealed for the same place as before, so that it opens as it did. */
    private void keep(String name, String sealed, Instant until) {
        jdbc.update("DELETE FROM tel_webhook_secret WHERE name = ?", name);
        if (sealed != null && until.isAfter(clock.instant())) {
            jdbc.update(
                    "INSERT INTO tel_webhook_secret (name, webhook_secret, valid_until, created_at, modified_at)"
                            + " VALUES (?, ?, ?, ?, ?)",
                    name,
                    sealed,
                    Sql.utc(until),
                    Sql.utc(clock.instant()),
                    Sql.utc(clock.instant()));
        }
    }
}
