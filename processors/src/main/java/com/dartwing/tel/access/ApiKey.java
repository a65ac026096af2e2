package com.dartwing.tel.access;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A caller's key as the hub knows it: who it belongs to and what it may do (contract, section 3). The key itself is
 * never held, only the SHA-256 of it.
 *
 * @param name stable id of the record; rotation changes neither links nor history
 * @param prefix first 17 characters of the key, public
 * @param hash lower-case hex SHA-256 of the whole key
 * @param permissions granted permissions in dotted form, such as {@code sms.send}
 * @param rateLimits single limits that differ from the tier's, by operation and window, such as
 *     {@code {"sms": {"per_second": 10}}}
 * @param ipWhitelist addresses or CIDR blocks that may use the key; empty means any
 * @param defaultCountry ISO 3166-1 alpha-2 country in which national number forms are read, or null
 */
public record ApiKey(
        String name,
        String prefix,
        String hash,
        String module,
        String organization,
        Status status,
        String tier,
        Set<String> permissions,
        Map<String, Map<String, Integer>> rateLimits,
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
        REVOKED
    }

    public boolean may(String permission) {
        return permissions.contains(permission);
    }
}
