package com.dartwing.tel.hub.vault;

import com.dartwing.tel.crypto.CannotOpen;
import com.dartwing.tel.crypto.HashingKey;
import com.dartwing.tel.crypto.MasterKey;
import com.dartwing.tel.crypto.SealingKeys;
import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.KeyedHash;
import com.dartwing.tel.hub.db.Snapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Seals and opens texts, and hashes numbers. The keys are held in memory; those of an organisation are made when it
 * first needs them.
 */
@Component
public class Vault implements Held, KeyedHash {

    private static final String SECRETS = "secrets";
    private static final String NUMBERS = "numbers";
    private static final String ORGANIZATION = "organization/";

    private record Keys(Map<String, SealingKeys> sealing, HashingKey hashing) {}

    private final JdbcTemplate jdbc;
    private final Keysets keysets;
    private final MasterKey master;
    private final Snapshot<Keys> snapshot;

    public Vault(JdbcTemplate jdbc, Keysets keysets, MasterKey master) {
        this.jdbc = jdbc;
        this.keysets = keysets;
        this.master = master;
        this.snapshot = new Snapshot<>(jdbc, Keysets.TABLE, this::load);
        keysets.create(SECRETS, () -> master.wrap(MasterKey.newSealingKeys(), SECRETS));
        keysets.create(NUMBERS, () -> master.wrap(MasterKey.newHashingKey(), NUMBERS));
        rewrap();
        // A hub with another master key than its database's does not start.
        snapshot.get();
    }

    @Override
    public Snapshot<?> snapshot() {
        return snapshot;
    }

    private Keys load() {
        Map<String, SealingKeys> sealing = new HashMap<>();
        HashingKey[] hashing = new HashingKey[1];
        keysets.all().forEach((name, set) -> {
            if (name.equals(NUMBERS)) {
                hashing[0] = master.unwrapHashingKey(set.wrapped(), name);
            } else {
                sealing.put(name, master.unwrapSealingKeys(set.wrapped(), name));
            }
        });
        return new Keys(sealing, hashing[0]);
    }

    /** Wraps with the newest master key what an older one wrapped. */
    private void rewrap() {
        keysets.all().forEach((name, set) -> {
            if (!set.masterKey().equals(master.fingerprint())) {
                String wrapped = name.equals(NUMBERS)
                        ? master.wrap(master.unwrapHashingKey(set.wrapped(), name), name)
                        : master.wrap(master.unwrapSealingKeys(set.wrapped(), name), name);
                keysets.replace(name, set.wrapped(), wrapped);
            }
        });
    }

    /**
     * Seals a text with an organisation's keys.
     *
     * @param place where it is kept: a record's id and column; it opens there alone
     */
    public String seal(String organization, String place, String text) {
        return ofOrganization(organization).seal(text, place);
    }

    /** @throws CannotOpen when it was not sealed for this organisation and place */
    public String open(String organization, String place, String sealed) {
        return opened(ORGANIZATION + organization, keys -> keys.open(sealed, place), true);
    }

    /** As {@link #seal(String, String, String)}, of bytes. */
    public byte[] sealBytes(String organization, String place, byte[] bytes) {
        return ofOrganization(organization).sealBytes(bytes, place);
    }

    /** @throws CannotOpen when they were not sealed for this organisation and place */
    public byte[] openBytes(String organization, String place, byte[] sealed) {
        return opened(ORGANIZATION + organization, keys -> keys.openBytes(sealed, place), true);
    }

    /** Seals a secret of the hub's own, such as one that signs webhooks. */
    public String sealSecret(String place, String secret) {
        return snapshot.get().sealing().get(SECRETS).seal(secret, place);
    }

    /** @throws CannotOpen when it was not sealed for this place */
    public String openSecret(String place, String sealed) {
        return opened(SECRETS, keys -> keys.open(sealed, place), true);
    }

    /** A hash that nobody can invert by trying all numbers; 64 hex digits, always the same for the same text. */
    @Override
    public String hash(String text) {
        return snapshot.get().hashing().hash(text);
    }

    /**
     * Gives an organisation a new key, in the caller's transaction. What older keys sealed still opens.
     *
     * @return the new key's id
     */
    public String rotate(String organization) {
        String name = ORGANIZATION + organization;
        ofOrganization(organization);
        String wrapped = keysets.lock(name);
        SealingKeys rotated = master.unwrapSealingKeys(wrapped, name).rotated();
        keysets.replace(name, wrapped, master.wrap(rotated, name));
        note(organization, rotated);
        return rotated.primaryId();
    }

    private SealingKeys ofOrganization(String organization) {
        String name = ORGANIZATION + organization;
        SealingKeys known = snapshot.get().sealing().get(name);
        if (known != null) {
            return known;
        }
        SealingKeys fresh = MasterKey.newSealingKeys();
        if (keysets.create(name, () -> master.wrap(fresh, name))) {
            note(organization, fresh);
        }
        snapshot.refresh();
        return Objects.requireNonNull(snapshot.get().sealing().get(name), name);
    }

    private void note(String organization, SealingKeys keys) {
        jdbc.update("UPDATE organization SET hipaa_key_id = ? WHERE name = ?", keys.primaryId(), organization);
    }

    private <T> T opened(String name, Function<SealingKeys, T> open, boolean again) {
        try {
            SealingKeys keys = snapshot.get().sealing().get(name);
            if (keys != null) {
                return open.apply(keys);
            }
            throw new CannotOpen("there are no keys of " + name);
        } catch (CannotOpen e) {
            if (!again) {
                throw e;
            }
            // Another node may have made or turned the keys a moment ago.
            snapshot.refresh();
            return opened(name, open, false);
        }
    }
}
