package com.dartwing.tel.hub.fax;

import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * The URLs by which documents of faxes are had without a key: each is for one purpose, an attempt to send it or a fax that
 * came in, and signed with the vault's keyed hash over that and the second at which it expires.
 */
@Component
public class FaxUrls {

    private final String base;
    private final Vault vault;
    private final Clock clock;

    FaxUrls(HubProperties properties, Vault vault, Clock clock) {
        this.base = properties.publicUrl() + "/fax/";
        this.vault = vault;
        this.clock = clock;
    }

    /** @param purpose our id of an attempt, or of a fax that came in */
    String of(String purpose, Instant until) {
        String expires = Long.toString(until.getEpochSecond());
        return base + purpose + "?expires=" + expires + "&signature=" + signature(purpose, expires);
    }

    /** Whether a URL of ours says so, and still holds; each part may be null. */
    public boolean isSigned(String purpose, String expires, String signature) {
        if (purpose == null || expires == null || signature == null || !expires.matches("\\d{1,12}")) {
            return false;
        }
        boolean ours = MessageDigest.isEqual(
                signature(purpose, expires).getBytes(StandardCharsets.UTF_8),
                signature.getBytes(StandardCharsets.UTF_8));
        return ours && clock.instant().getEpochSecond() < Long.parseLong(expires);
    }

    private String signature(String purpose, String expires) {
        return vault.hash("fax|" + purpose + "|" + expires);
    }
}
