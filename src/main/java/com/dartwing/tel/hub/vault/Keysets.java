package com.dartwing.tel.hub.vault;

import com.dartwing.tel.crypto.MasterKey;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.db.TableVersions;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The wrapped sets of keys as rows. */
@Component
class Keysets {

    static final String TABLE = "tel_keyset";

    /** @param masterKey fingerprint of the key that wrapped it */
    record Wrapped(String wrapped, String masterKey) {}

    private final JdbcTemplate jdbc;
    private final TableVersions versions;
    private final MasterKey master;
    private final Clock clock;
    private final TransactionTemplate ownTransaction;

    Keysets(
            JdbcTemplate jdbc,
            TableVersions versions,
            MasterKey master,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.versions = versions;
        this.master = master;
        this.clock = clock;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    Map<String, Wrapped> all() {
        Map<String, Wrapped> all = new HashMap<>();
        jdbc.query("SELECT * FROM tel_keyset", row -> {
            all.put(row.getString("name"), new Wrapped(row.getString("wrapped"), row.getString("master_key")));
        });
        return all;
    }

    /**
     * Keeps a new set, unless there is one of this name. It is committed before it is used: what a set sealed must never
     * outlive a set that was rolled back.
     */
    boolean create(String name, Supplier<String> wrapped) {
        try {
            return Boolean.TRUE.equals(ownTransaction.execute(status -> {
                Integer known =
                        jdbc.queryForObject("SELECT COUNT(*) FROM tel_keyset WHERE name = ?", Integer.class, name);
                if (known != null && known > 0) {
                    return false;
                }
                Object now = Sql.utc(clock.instant());
                jdbc.update(
                        "INSERT INTO tel_keyset (name, wrapped, master_key, created_at, modified_at)"
                                + " VALUES (?, ?, ?, ?, ?)",
                        name,
                        wrapped.get(),
                        master.fingerprint(),
                        now,
                        now);
                versions.changed(TABLE);
                return true;
            }));
        } catch (DuplicateKeyException e) {
            // Another node was as quick.
            return false;
        }
    }

    /** The set of this name, locked for the caller's transaction. */
    String lock(String name) {
        return jdbc.queryForObject("SELECT wrapped FROM tel_keyset WHERE name = ? FOR UPDATE", String.class, name);
    }

    /** Replaces a set that nobody has changed meanwhile. */
    void replace(String name, String before, String after) {
        jdbc.update(
                "UPDATE tel_keyset SET wrapped = ?, master_key = ?, modified_at = ? WHERE name = ? AND wrapped = ?",
                after,
                master.fingerprint(),
                Sql.utc(clock.instant()),
                name,
                before);
        versions.changed(TABLE);
    }
}
