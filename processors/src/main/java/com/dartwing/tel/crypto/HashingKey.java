package com.dartwing.tel.crypto;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

/**
 * HMAC-SHA-256 for what has too few possibilities to be hashed without a key: there are only so many phone numbers. The
 * same text always has the same hash.
 */
public final class HashingKey {

    /** Tink's prefix: the key's id, the same in every hash. */
    private static final int PREFIX = 5;

    private final KeysetHandle handle;
    private final Mac mac;

    HashingKey(KeysetHandle handle) {
        this.handle = handle;
        try {
            this.mac = handle.getPrimitive(RegistryConfiguration.get(), Mac.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this key does not hash", e);
        }
    }

    KeysetHandle handle() {
        return handle;
    }

    /** 64 hex digits. */
    public String hash(String text) {
        try {
            byte[] tag = mac.computeMac(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(tag, PREFIX, tag.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a text can always be hashed", e);
        }
    }
}
