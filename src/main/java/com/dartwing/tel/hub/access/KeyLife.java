package com.dartwing.tel.hub.access;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.access.KeySecret;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.hub.db.AuditLog.Actor;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.db.TableVersions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What happens to a key between its creation and its end (seed, section 11.2): its secret changes, it rests, it is
 * revoked. What it has sent, and what is still to be sent for it, stays as it is.
 */
@Component
public class KeyLife {

    private record Row(String status, String prefix, String hash) {}

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final KeyTable keys;
    private final TableVersions versions;
    private final AuditLog audit;
    private final Clock clock;

    public KeyLife(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            KeyTable keys,
            TableVersions versions,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.keys = keys;
        this.versions = versions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A key's new secret, and how long its previous one still opens.
     *
     * @param previousUntil now, when there is no grace
     */
    public record Rotated(KeySecret secret, Instant previousUntil) {}

    /**
     * Gives a key another secret. The one before it is valid until the grace ends; one that an earlier rotation had left
     * in its grace is dead at once.
     *
     * @param grace zero for a secret that somebody else knows
     * @throws TelException.NotFound when there is no such key
     * @throws TelException.Conflict when it is revoked
     */
    public Rotated rotate(String name, Duration grace, Actor person) {
        KeySecret secret = KeySecret.generate();
        Instant now = clock.instant();
        Instant until = now.plus(grace);
        transaction.executeWithoutResult(status -> {
            Row before = open(name);
            jdbc.update(
                    "UPDATE tel_api_key SET key_prefix = ?, key_hash = ?, previous_prefix = ?, previous_hash = ?,"
                            + " previous_until = ?, modified_at = ? WHERE name = ?",
                    secret.prefix(),
                    secret.hash(),
                    before.prefix(),
                    before.hash(),
                    Sql.utc(until),
                    Sql.utc(now),
                    name);
            changed(
                    person,
                    "key.rotated",
                    name,
                    Map.of("from", before.prefix(), "to", secret.prefix(), "previous_until", until.toString()));
        });
        keys.snapshot().refresh();
        return new Rotated(secret, until);
    }

    /**
     * Lets a key rest, work again, or ends it.
     *
     * @throws TelException.NotFound when there is no such key
     * @throws TelException.Conflict when it is revoked and is to be anything else
     */
    public void become(ApiKey.Status wanted, String name, Actor person) {
        transaction.executeWithoutResult(status -> {
            Row before = wanted == ApiKey.Status.REVOKED ? lock(name) : open(name);
            jdbc.update(
                    "UPDATE tel_api_key SET status = ?, modified_at = ? WHERE name = ?",
                    wanted.word(),
                    Sql.utc(clock.instant()),
                    name);
            changed(
                    person,
                    "key." + wanted.word().toLowerCase(Locale.ROOT),
                    name,
                    Map.of("from", before.status(), "to", wanted.word()));
        });
        keys.snapshot().refresh();
    }

    private Row open(String name) {
        Row row = lock(name);
        if (row.status().equals(ApiKey.Status.REVOKED.word())) {
            throw new TelException.Conflict("The key is revoked, and stays so");
        }
        return row;
    }

    private Row lock(String name) {
        List<Row> rows = jdbc.query(
                "SELECT status, key_prefix, key_hash FROM tel_api_key WHERE name = ? FOR UPDATE",
                (row, n) -> new Row(row.getString("status"), row.getString("key_prefix"), row.getString("key_hash")),
                name);
        if (rows.isEmpty()) {
            throw new TelException.NotFound("There is no TEL API Key of this name");
        }
        return rows.get(0);
    }

    private void changed(Actor person, String action, String name, Map<String, String> detail) {
        versions.changed("tel_api_key");
        audit.add(person, action, "TEL API Key/" + name, detail);
    }
}
