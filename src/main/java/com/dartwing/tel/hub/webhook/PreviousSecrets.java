package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.hub.access.WebhookSecrets;
import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.Snapshot;
import com.dartwing.tel.hub.db.Sql;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The signing secrets that a rotation has replaced, as long as they sign beside the new ones; held in memory. */
@Component
class PreviousSecrets implements Held {

    private record Previous(String secret, Instant until) {}

    private final JdbcTemplate jdbc;
    private final WebhookSecrets secrets;
    private final Snapshot<Map<String, Previous>> snapshot;

    PreviousSecrets(JdbcTemplate jdbc, WebhookSecrets secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.snapshot = new Snapshot<>(jdbc, "tel_webhook_secret", this::load);
    }

    @Override
    public Snapshot<?> snapshot() {
        return snapshot;
    }

    /** @param owner the name of a key or of a webhook configuration */
    Optional<String> of(String owner, Instant now) {
        return Optional.ofNullable(snapshot.get().get(owner))
                .filter(previous -> now.isBefore(previous.until()))
                .map(Previous::secret);
    }

    private Map<String, Previous> load() {
        Map<String, Previous> loaded = new HashMap<>();
        jdbc.query("SELECT * FROM tel_webhook_secret", row -> {
            String owner = row.getString("name");
            loaded.put(
                    owner,
                    new Previous(
                            secrets.open(owner, row.getString("webhook_secret")), Sql.instant(row, "valid_until")));
        });
        return Map.copyOf(loaded);
    }
}
