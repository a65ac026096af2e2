package com.dartwing.tel.webhook;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed hashes (RFC 2104). */
public enum Hmac {
    SHA256("HmacSHA256"),
    /** For carriers that have nothing newer; as an HMAC it still holds. */
    SHA1("HmacSHA1");

    private final String algorithm;

    Hmac(String algorithm) {
        this.algorithm = algorithm;
    }

    /** The keyed hash of a message: 32 bytes for SHA-256, 20 for SHA-1. */
    public byte[] of(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Cannot compute " + algorithm, impossible);
        }
    }
}
