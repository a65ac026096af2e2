package com.dartwing.tel.hub.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Remembers for a while that a password matched, because HTTP Basic brings it with every request, partners with every bind,
 * and bcrypt takes a tenth of a second of one core each time. What is kept is a keyed hash of the password together with
 * its stored hash, under a key that lives only in this process: a changed password is another entry, and the memory says
 * nothing, not even by the time that a look into it takes. Failed checks are never remembered.
 */
public final class RememberingPasswordEncoder implements PasswordEncoder {

    /** How many checks of different passwords may be under way; those of one are one. */
    private static final int TURNS = 64;

    private final PasswordEncoder encoder;
    private final Duration lifetime;
    private final int capacity;
    private final Clock clock;
    private final SecretKeySpec key;
    private final Map<String, Instant> matched = new LinkedHashMap<>();
    private final Object[] turns = Stream.generate(Object::new).limit(TURNS).toArray();

    /**
     * @param lifetime how long a match is remembered
     * @param capacity how many are; of more the oldest is forgotten
     */
    public RememberingPasswordEncoder(PasswordEncoder encoder, Duration lifetime, int capacity, Clock clock) {
        this.encoder = encoder;
        this.lifetime = lifetime;
        this.capacity = capacity;
        this.clock = clock;
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        this.key = new SecretKeySpec(secret, "HmacSHA256");
    }

    @Override
    public String encode(CharSequence password) {
        return encoder.encode(password);
    }

    @Override
    public boolean matches(CharSequence password, String stored) {
        String entry = entry(password, stored);
        if (isRemembered(entry)) {
            return true;
        }
        // Who brings the same at the same moment waits for the first one's check.
        synchronized (turns[Math.floorMod(entry.hashCode(), TURNS)]) {
            if (isRemembered(entry)) {
                return true;
            }
            boolean matches = encoder.matches(password, stored);
            if (matches) {
                remember(entry);
            }
            return matches;
        }
    }

    @Override
    public boolean upgradeEncoding(String stored) {
        return encoder.upgradeEncoding(stored);
    }

    /** Whether this password was right a while ago; asking costs next to nothing. */
    boolean remembers(CharSequence password, String stored) {
        return isRemembered(entry(password, stored));
    }

    private synchronized boolean isRemembered(String entry) {
        Instant until = matched.get(entry);
        return until != null && clock.instant().isBefore(until);
    }

    private synchronized void remember(String entry) {
        matched.remove(entry);
        if (matched.size() >= capacity) {
            matched.remove(matched.keySet().iterator().next());
        }
        matched.put(entry, clock.instant().plus(lifetime));
    }

    private String entry(CharSequence password, String stored) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            // A bcrypt hash holds no NUL, so the two parts cannot run into each other.
            mac.update(stored.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            mac.update(password.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
