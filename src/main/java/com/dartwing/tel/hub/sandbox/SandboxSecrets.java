package com.dartwing.tel.hub.sandbox;

import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.webhook.Ed25519;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * The credentials of the sandbox: derived from one seed that is generated at the first start, so that the hub and the
 * simulators agree on them also as two processes that share a data directory, and none is ever written down.
 */
@Component
public class SandboxSecrets {

    private static final String SEED_FILE = "sandbox.seed";

    private final byte[] seed;

    public SandboxSecrets(HubProperties properties) {
        this.seed = properties.sandbox().enabled() ? seed(properties) : new byte[0];
    }

    /** The secret of this name; 43 characters of URL-safe Base64, the same at every start. */
    public String of(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(name));
    }

    /** The key pair with which a simulator signs its calls as its carrier does. */
    public Ed25519.Pair keyPair(String carrier) {
        return Ed25519.of(bytes(carrier + ".key-pair"));
    }

    /** The master key of a sandbox that is given none; 32 bytes. */
    public byte[] masterKey() {
        return bytes("master-key");
    }

    /** 32 bytes of this name. */
    private byte[] bytes(String name) {
        if (seed.length == 0) {
            throw new IllegalStateException("there are no sandbox secrets outside the sandbox");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(seed, "HmacSHA256"));
            return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static byte[] seed(HubProperties properties) {
        if (properties.sandbox().seed() != null) {
            return properties.sandbox().seed().getBytes(StandardCharsets.UTF_8);
        }
        Path file = properties.dataDir().resolve(SEED_FILE);
        try {
            Files.createDirectories(properties.dataDir());
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            try {
                Files.writeString(file, HexFormat.of().formatHex(random), StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException e) {
                // The first start has made it.
            }
            return Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox seed cannot be kept in " + properties.dataDir(), e);
        }
    }
}
