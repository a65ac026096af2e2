package com.dartwing.tel.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * A set of AES-256-GCM keys: the newest seals, all of them open. What is sealed for one place (a record's column) cannot
 * be opened at another one, so nobody can swap the texts of two records.
 */
public final class SealingKeys {

    /** How every sealed text begins. */
    private static final String MARK = "sealed:";

    private final KeysetHandle handle;
    private final Aead aead;

    SealingKeys(KeysetHandle handle) {
        this.handle = handle;
        try {
            this.aead = handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("these keys do not seal", e);
        }
    }

    KeysetHandle handle() {
        return handle;
    }

    /** Id of the key that seals now; eight hex digits. */
    public String primaryId() {
        return String.format("%08x", handle.getPrimary().getId());
    }

    /** How many keys there are. */
    public int size() {
        return handle.size();
    }

    /** The same keys, and a new one that seals from now on. */
    public SealingKeys rotated() {
        try {
            return new SealingKeys(KeysetHandle.newBuilder(handle)
                    .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key can always be added", e);
        }
    }

    /** @param place where the text is kept, such as a record's id and column */
    public String seal(String text, String place) {
        try {
            byte[] sealed = aead.encrypt(text.getBytes(StandardCharsets.UTF_8), place.getBytes(StandardCharsets.UTF_8));
            return MARK + Base64.getEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a text can always be sealed", e);
        }
    }

    /** @param place where the bytes are kept */
    public byte[] sealBytes(byte[] bytes, String place) {
        try {
            return aead.encrypt(bytes, place.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("bytes can always be sealed", e);
        }
    }

    /** @throws CannotOpen when they were not sealed with one of these keys for this place */
    public byte[] openBytes(byte[] sealed, String place) {
        try {
            return aead.decrypt(sealed, place.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new CannotOpen("what is kept at " + place + " cannot be opened");
        }
    }

    /** @throws CannotOpen when it was not sealed with one of these keys for this place */
    public String open(String sealed, String place) {
        try {
            if (isSealed(sealed)) {
                byte[] bytes = Base64.getDecoder().decode(sealed.substring(MARK.length()));
                return new String(aead.decrypt(bytes, place.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Told below; the cause could tell an attacker why.
        }
        throw new CannotOpen("what is kept at " + place + " cannot be opened");
    }

    /** Whether a text looks sealed. A clear one may look so too: only for texts of our own making. */
    public static boolean isSealed(String text) {
        return text.startsWith(MARK);
    }
}
