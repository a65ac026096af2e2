package com.dartwing.tel.access;

import com.dartwing.tel.limits.Limits;
import com.dartwing.tel.limits.SpendLimit;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A caller's key as the hub knows it: who it belongs to and what it may do (contract, section 3). The key itself is
 * never held, only the SHA-256 of it.
 *
 * @param name stable id of the record; rotation changes neither links nor history
 * @param prefix first 17 characters of the key, public
 * @param hash lower-case hex SHA-256 of the whole key
 * @param previous the secret that the last rotation replaced, or null
 * @param permissions granted permissions in dotted form, such as {@code sms.send}
 * @param limits its tier's limits, single values replaced by its own
 * @param spend how much money its messages may cost
 * @param ipWhitelist addresses or CIDR blocks that may use the key; empty means any
 * @param defaultCountry ISO 3166-1 alpha-2 country in which national number forms are read, or null
 */
public record ApiKey(
        String name,
        String prefix,
        String hash,
        Previous previous,
        String module,
        String organization,
        Status status,
        Set<String> permissions,
        Limits limits,
        SpendLimit spend,
        List<String> ipWhitelist,
        String webhookUrl,
        String webhookSecret,
        String defaultCountry,
        String costCenter) {

    /** Characters of the key that are public: {@code tel_live_} and eight hex digits. */
    public static final int PREFIX_LENGTH = 17;

    /** A key's life: only an active key is let in. */
    public enum Status {
        ACTIVE,
        SUSPENDED,
        REVOKED;

        /** As the record type writes it, such as {@code Active}. */
        public String word() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A secret after its rotation.
     *
     * @param until from this instant it is dead
     */
    public record Previous(String prefix, String hash, Instant until) {}

    /** The hash that a secret of this prefix must have now; empty, which no hash is, when there is none. */
    String hashOf(String presentedPrefix, Instant now) {
        if (presentedPrefix.equals(prefix)) {
            return hash;
        }
        boolean inGrace =
                previous != null && presentedPrefix.equals(previous.prefix()) && now.isBefore(previous.until());
        return inGrace ? previous.hash() : "";
    }

    public boolean may(String permission) {
        return permissions.contains(permission);
    }
}
