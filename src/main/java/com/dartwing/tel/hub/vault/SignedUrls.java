package com.dartwing.tel.hub.vault;

import com.dartwing.tel.hub.config.HubProperties;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * The URLs by which media, recordings and documents are had without a key: each is signed, with the vault's keyed hash over
 * its folder, its name and the second at which the URL expires, so that none can be guessed and every node knows its own.
 */
@Component
public class SignedUrls {

    private final String base;
    private final Vault vault;
    private final Clock clock;

    SignedUrls(HubProperties properties, Vault vault, Clock clock) {
        this.base = properties.publicUrl() + "/";
        this.vault = vault;
        this.clock = clock;
    }

    /** The URL of what lies in a folder until an instant, to the second. */
    public String of(String folder, String name, Instant until) {
        String expires = Long.toString(until.getEpochSecond());
        return base + folder + "/" + name + "?expires=" + expires + "&signature=" + signature(folder, name, expires);
    }

    /** Whether a URL of ours says so of what lies in a folder, and still holds; each part but the folder may be null. */
    public boolean holds(String folder, String name, String expires, String signature) {
        if (name == null || expires == null || signature == null || !expires.matches("\\d{1,12}")) {
            return false;
        }
        boolean ours = MessageDigest.isEqual(
                signature(folder, name, expires).getBytes(StandardCharsets.UTF_8),
                signature.getBytes(StandardCharsets.UTF_8));
        return ours && clock.instant().getEpochSecond() < Long.parseLong(expires);
    }

    private String signature(String folder, String name, String expires) {
        return vault.hash(folder + "|" + name + "|" + expires);
    }
}
