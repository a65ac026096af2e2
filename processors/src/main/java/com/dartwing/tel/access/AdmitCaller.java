package com.dartwing.tel.access;

import com.dartwing.tel.crypto.Sha256;
import com.dartwing.tel.error.TelException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Lets a caller in by its API key: known and active, from an address that it may use, with the permission it needs. */
public final class AdmitCaller {

    /** In place of a permission: every active key may. */
    public static final String ANY = "any";

    /** Between permissions of which one is enough. */
    private static final String OR = " or ";

    private static final String SCHEME = "Bearer ";
    private static final String SCHEME_OF_OURS = "tel_";
    private static final int LONGEST_KEY = 128;

    private final ApiKeys keys;
    private final BiPredicate<String, String> addressMatches;
    private final Clock clock;

    /** @param addressMatches tells whether a CIDR block or address (first) covers a remote address (second) */
    public AdmitCaller(ApiKeys keys, BiPredicate<String, String> addressMatches, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        this.addressMatches = addressMatches;
    }

    /**
     * Admits the bearer of {@code authorization}.
     *
     * @param permission what the key must be allowed, such as {@code sms.send}, or {@code fax.send or fax.receive}; {@link
     *     #ANY} for what every key may
     * @throws TelException.InvalidApiKey when there is no such active key
     * @throws TelException.PermissionDenied when it lacks the permission or comes from elsewhere
     */
    public ApiKey admit(String authorization, String remoteAddress, String permission) {
        ApiKey key = authenticate(authorization);
        require(key, permission);
        if (!mayComeFrom(key, remoteAddress)) {
            throw new TelException.PermissionDenied("This API key may not be used from this address");
        }
        return key;
    }

    /**
     * Admits a caller for more than one request; {@link #current} tells how long it is welcome.
     *
     * @throws TelException.InvalidApiKey when there is no such active key
     * @throws TelException.PermissionDenied when it comes from elsewhere
     */
    public KeySession open(String secret, String remoteAddress) {
        ApiKey key = known(secret);
        if (!mayComeFrom(key, remoteAddress)) {
            throw new TelException.PermissionDenied("This API key may not be used from this address");
        }
        String presented = secret.strip();
        return new KeySession(
                key.name(), presented.substring(0, ApiKey.PREFIX_LENGTH), hashOf(presented), remoteAddress);
    }

    /** The key of a session as it is now; empty once it would not be let in any more. */
    public Optional<ApiKey> current(KeySession session) {
        return keys.byName(session.key())
                .filter(key -> key.status() == ApiKey.Status.ACTIVE)
                .filter(key -> session.hash().equals(key.hashOf(session.prefix(), clock.instant())))
                .filter(key -> mayComeFrom(key, session.address()));
    }

    /** @throws TelException.PermissionDenied when a key lacks a permission */
    public static void require(ApiKey key, String permission) {
        if (!permission.equals(ANY) && !mayEither(key, permission)) {
            throw new TelException.PermissionDenied("This API key does not have the permission " + permission);
        }
    }

    private static boolean mayEither(ApiKey key, String permission) {
        int or = permission.indexOf(OR);
        return or < 0
                ? key.may(permission)
                : key.may(permission.substring(0, or)) || mayEither(key, permission.substring(or + OR.length()));
    }

    /** The first of what is wanted: by it a call is known. */
    public static String first(String permission) {
        int or = permission.indexOf(OR);
        return or < 0 ? permission : permission.substring(0, or);
    }

    private boolean mayComeFrom(ApiKey key, String remoteAddress) {
        return isListed(key.ipWhitelist(), remoteAddress);
    }

    /** Whether a list of CIDR blocks and addresses covers a remote address; an empty one covers every. */
    public boolean isListed(List<String> blocks, String remoteAddress) {
        return blocks.isEmpty() || blocks.stream().anyMatch(block -> addressMatches.test(block, remoteAddress));
    }

    private ApiKey authenticate(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new TelException.InvalidApiKey("Send the API key as 'Authorization: Bearer tel_live_…'");
        }
        return known(authorization.substring(SCHEME.length()));
    }

    private ApiKey known(String secret) {
        String presented = secret.strip();
        if (!presented.startsWith(SCHEME_OF_OURS)
                || presented.length() <= ApiKey.PREFIX_LENGTH
                || presented.length() > LONGEST_KEY) {
            throw new TelException.InvalidApiKey("Invalid API key format");
        }
        String prefix = presented.substring(0, ApiKey.PREFIX_LENGTH);
        ApiKey key = keys.byPrefix(prefix).orElse(null);
        // The hash is computed and compared for unknown prefixes too: time tells nothing about which prefixes exist.
        String expected = key == null ? "" : key.hashOf(prefix, clock.instant());
        boolean same = MessageDigest.isEqual(
                hashOf(presented).getBytes(StandardCharsets.US_ASCII), expected.getBytes(StandardCharsets.US_ASCII));
        if (!same || key.status() != ApiKey.Status.ACTIVE) {
            throw new TelException.InvalidApiKey("Invalid or inactive API key");
        }
        return key;
    }

    /** The lower-case hex SHA-256 under which a key is stored. */
    public static String hashOf(String key) {
        return Sha256.hex(key);
    }
}
