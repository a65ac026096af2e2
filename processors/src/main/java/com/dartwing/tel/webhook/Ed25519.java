package com.dartwing.tel.webhook;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Ed25519 (RFC 8032) with keys as carriers write them: 32 raw bytes in base64. */
public final class Ed25519 {

    private static final String NAME = "Ed25519";
    private static final int KEY_BYTES = 32;
    /** What RFC 8410 puts before the 32 bytes of a public key. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    /**
     * A key pair, both in base64.
     *
     * @param seed the private key's 32 bytes
     * @param publicKey the public key's 32 bytes
     */
    public record Pair(String seed, String publicKey) {

        /** Without the seed, which is secret. */
        @Override
        public String toString() {
            return "Pair[publicKey=" + publicKey + "]";
        }
    }

    /** A new random pair. */
    public static Pair generate() {
        return generate(new SecureRandom());
    }

    /** The pair of a private key, whose 32 bytes are given. */
    public static Pair of(byte[] seed) {
        return generate(new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, bytes.length);
            }
        });
    }

    private static Pair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
            generator.initialize(NamedParameterSpec.ED25519, random);
            KeyPair pair = generator.generateKeyPair();
            byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] raw = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
            return new Pair(base64(seed), base64(raw));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("This Java has no Ed25519", absent);
        }
    }

    static PublicKey publicKey(String base64) {
        byte[] raw = raw(base64, "public");
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
        System.arraycopy(raw, 0, encoded, X509_PREFIX.length, KEY_BYTES);
        try {
            return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException wrong) {
            throw new IllegalArgumentException("Not an Ed25519 public key", wrong);
        }
    }

    static PrivateKey privateKey(String base64) {
        try {
            return KeyFactory.getInstance(NAME)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, raw(base64, "private")));
        } catch (GeneralSecurityException wrong) {
            throw new IllegalArgumentException("Not an Ed25519 private key", wrong);
        }
    }

    private static byte[] raw(String base64, String kind) {
        byte[] raw = Base64.getDecoder().decode(base64.strip());
        if (raw.length != KEY_BYTES) {
            throw new IllegalArgumentException("An Ed25519 " + kind + " key has 32 bytes, this has " + raw.length);
        }
        return raw;
    }

    static boolean verifies(PublicKey key, byte[] signed, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(NAME);
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException notASignature) {
            return false;
        }
    }

    static byte[] sign(PrivateKey key, byte[] signed) {
        try {
            Signature signer = Signature.getInstance(NAME);
            signer.initSign(key);
            signer.update(signed);
            return signer.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Cannot sign with Ed25519", impossible);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
