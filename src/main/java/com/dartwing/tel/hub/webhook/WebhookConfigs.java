package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.hub.access.WebhookSecrets;
import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.Snapshot;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.webhook.EventFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The webhook configurations of organisations and keys, held in memory. */
@Component
class WebhookConfigs implements Held {

    /**
     * A further listener.
     *
     * @param apiKey the key whose records it hears of; null for those of every key of the organisation
     */
    record Config(
            String name,
            String url,
            EventFilter events,
            String organization,
            String apiKey,
            String secret,
            boolean enabled,
            Instant modifiedAt) {

        boolean concerns(ApiKey key) {
            return apiKey == null ? organization.equals(key.organization()) : apiKey.equals(key.name());
        }
    }

    private final JdbcTemplate jdbc;
    private final WebhookSecrets secrets;
    private final Snapshot<Map<String, Config>> snapshot;

    WebhookConfigs(JdbcTemplate jdbc, WebhookSecrets secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.snapshot = new Snapshot<>(jdbc, "tel_webhook_config", this::load);
    }

    @Override
    public Snapshot<?> snapshot() {
        return snapshot;
    }

    Optional<Config> byName(String name) {
        return Optional.ofNullable(snapshot.get().get(name));
    }

    /** Those that hear of a key's records, whatever the event. */
    List<Config> of(ApiKey key) {
        return snapshot.get().values().stream()
                .filter(config -> config.concerns(key))
                .toList();
    }

    /** Those that want to hear of an event of a key's record. */
    List<Config> listening(ApiKey key, String event) {
        return snapshot.get().isEmpty()
                ? List.of()
                : of(key).stream()
                        .filter(config -> config.enabled() && config.events().matches(event))
                        .toList();
    }

    private Map<String, Config> load() {
        return jdbc.query("SELECT * FROM tel_webhook_config", (row, n) -> config(row)).stream()
                .collect(Collectors.toMap(Config::name, Function.identity()));
    }

    private Config config(ResultSet row) throws SQLException {
        List<String> events = new ArrayList<>();
        String listed = row.getString("events");
        if (listed != null) {
            Json.read(listed).forEach(event -> events.add(event.asText()));
        }
        return new Config(
                row.getString("name"),
                row.getString("url"),
                new EventFilter(events),
                row.getString("organization"),
                row.getString("api_key"),
                secrets.open(row.getString("name"), row.getString("webhook_secret")),
                row.getBoolean("enabled"),
                Sql.instant(row, "modified_at"));
    }
}
