package com.dartwing.tel.access;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A new secret of a key (contract, section 3). Its bearer is told it once; the hub keeps the prefix and the hash. */
public record KeySecret(String text) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String SCHEME = "tel_live_";
    private static final int BYTES = 32;

    /** @throws IllegalArgumentException when the text is not {@code tel_live_} and 64 hex digits */
    public KeySecret {
        if (!text.matches(SCHEME + "[0-9a-f]{64}")) {
            throw new IllegalArgumentException("A key is tel_live_ and 64 hex digits");
        }
    }

    /** One that nobody can guess: 256 random bits. */
    public static KeySecret generate() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new KeySecret(SCHEME + HexFormat.of().formatHex(bytes));
    }

    /** The public part, by which the key is found. */
    public String prefix() {
        return text.substring(0, ApiKey.PREFIX_LENGTH);
    }

    /** What the whole secret is compared with. */
    public String hash() {
        return AdmitCaller.hashOf(text);
    }

    /** Never the secret itself. */
    @Override
    public String toString() {
        return prefix() + "…";
    }
}
