package com.dartwing.tel.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The key that wraps all others (AES-256-GCM). It is given to the hub and never stored beside what it wraps. Several may
 * be given: the first wraps, all of them unwrap, so that the master key can be replaced.
 */
public final class MasterKey {

    /** Length of a master key, in bytes. */
    public static final int BYTES = 32;

    static {
        try {
            AeadConfig.register();
            MacConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink has AES-GCM and HMAC", e);
        }
    }

    private final List<Aead> keys;
    private final String fingerprint;

    private MasterKey(List<byte[]> keys) {
        this.keys = keys.stream().map(MasterKey::aead).toList();
        this.fingerprint = Sha256.hex(keys.get(0)).substring(0, 16);
    }

    /** @param key {@value #BYTES} bytes */
    public static MasterKey of(byte[] key) {
        return new MasterKey(List.of(key));
    }

    /**
     * Reads one key or several, the newest first.
     *
     * @param text each key as Base64 of {@value #BYTES} bytes, separated by commas
     * @throws IllegalArgumentException when it is anything else; the text is not in the message
     */
    public static MasterKey parse(String text) {
        List<byte[]> keys = new ArrayList<>();
        for (String part : text.split(",")) {
            keys.add(decoded(part.strip()));
        }
        return new MasterKey(keys);
    }

    private static byte[] decoded(String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64);
            if (key.length == BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Told below, without the text.
        }
        throw new IllegalArgumentException("a master key is the Base64 of " + BYTES + " bytes");
    }

    private static Aead aead(byte[] key) {
        try {
            AesGcmKey aes = AesGcmKey.builder()
                    .setParameters(AesGcmParameters.builder()
                            .setKeySizeBytes(BYTES)
                            .setIvSizeBytes(12)
                            .setTagSizeBytes(16)
                            .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                            .build())
                    .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                    .build();
            return KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(aes).withFixedId(1).makePrimary())
                    .build()
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a master key has " + BYTES + " bytes", e);
        }
    }

    /** 16 hex digits that tell which key wraps, and nothing about it: the key is random and 256 bits long. */
    public String fingerprint() {
        return fingerprint;
    }

    /** A new set of one key that seals texts. */
    public static SealingKeys newSealingKeys() {
        return new SealingKeys(generated(PredefinedAeadParameters.AES256_GCM));
    }

    /** A new key that hashes texts. */
    public static HashingKey newHashingKey() {
        return new HashingKey(generated(PredefinedMacParameters.HMAC_SHA256_256BITTAG));
    }

    private static KeysetHandle generated(com.google.crypto.tink.Parameters parameters) {
        try {
            return KeysetHandle.generateNew(parameters, RegistryConfiguration.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink has no such key", e);
        }
    }

    /** @param name of the set; it can be unwrapped under this name alone */
    public String wrap(SealingKeys keys, String name) {
        return wrap(keys.handle(), name);
    }

    /** @param name of the key; it can be unwrapped under this name alone */
    public String wrap(HashingKey key, String name) {
        return wrap(key.handle(), name);
    }

    /** @throws CannotOpen when no master key of ours wrapped it under this name */
    public SealingKeys unwrapSealingKeys(String wrapped, String name) {
        return new SealingKeys(unwrap(wrapped, name));
    }

    /** @throws CannotOpen when no master key of ours wrapped it under this name */
    public HashingKey unwrapHashingKey(String wrapped, String name) {
        return new HashingKey(unwrap(wrapped, name));
    }

    private String wrap(KeysetHandle handle, String name) {
        try {
            return Base64.getEncoder()
                    .encodeToString(TinkProtoKeysetFormat.serializeEncryptedKeyset(
                            handle, keys.get(0), bytes(name), RegistryConfiguration.get()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key set can always be wrapped", e);
        }
    }

    private KeysetHandle unwrap(String wrapped, String name) {
        byte[] bytes = Base64.getDecoder().decode(wrapped);
        for (Aead key : keys) {
            try {
                return TinkProtoKeysetFormat.parseEncryptedKeyset(bytes, key, bytes(name), RegistryConfiguration.get());
            } catch (GeneralSecurityException e) {
                // Another of our keys may have wrapped it.
            }
        }
        throw new CannotOpen("the master key does not open the keys of " + name);
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
