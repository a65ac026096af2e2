package com.dartwing.tel.hub.access;

import com.dartwing.tel.crypto.SealingKeys;
import com.dartwing.tel.hub.vault.Vault;
import jakarta.annotation.PostConstruct;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The secrets that sign events, sealed in the column {@code webhook_secret} of each key. */
@Component
public class WebhookSecrets {

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

    /** @param key the key's name; null stays null */
    public String seal(String key, String secret) {
        return secret == null ? null : vault.sealSecret(place(key), secret);
    }

    /** @param key the key's name; null stays null, and what is in clear as it is */
    public String open(String key, String kept) {
        return kept == null || !SealingKeys.isSealed(kept) ? kept : vault.openSecret(place(key), kept);
    }

    private static String place(String key) {
        return key + ".webhook_secret";
    }
}
