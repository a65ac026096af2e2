package com.dartwing.tel.hub.access;

import com.dartwing.tel.crypto.SealingKeys;
import com.dartwing.tel.hub.vault.Vault;
import jakarta.annotation.PostConstruct;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The secrets that sign events, sealed in the column {@code webhook_secret} of each key and each webhook configuration,
 * and, after a rotation, the one before it.
 */
@Component
public class WebhookSecrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 24;

    private final JdbcTemplate jdbc;
    private final Vault vault;

    public WebhookSecrets(JdbcTemplate jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Seals what an earlier release kept in clear; at each start, so that none is left. */
    @PostConstruct
    public void sealAll() {
        jdbc.query("SELECT name, webhook_secret FROM tel_api_key WHERE webhook_secret IS NOT NULL", row -> {
            String kept = row.getString("webhook_secret");
            if (!SealingKeys.isSealed(kept)) {
                jdbc.update(
                        "UPDATE tel_api_key SET webhook_secret = ? WHERE name = ? AND webhook_secret = ?",
                        seal(row.getString("name"), kept),
                        row.getString("name"),
                        kept);
            }
        });
    }

    /** A new one, as Standard Webhooks writes it: {@code whsec_} and base64. */
    public static String generate() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }

    /** @param key the name of the key or configuration; null stays null */
    public String seal(String key, String secret) {
        return secret == null ? null : vault.sealSecret(place(key), secret);
    }

    /** @param key the name of the key or configuration; null stays null, and what is in clear as it is */
    public String open(String key, String kept) {
        return kept == null || !SealingKeys.isSealed(kept) ? kept : vault.openSecret(place(key), kept);
    }

    private static String place(String key) {
        return key + ".webhook_secret";
    }
}
