package com.dartwing.tel.hub.access;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.access.ApiKeys;
import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.Snapshot;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.limits.Limits;
import com.dartwing.tel.limits.SpendLimit;
import com.dartwing.tel.limits.Tiers;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The API keys, held in memory. */
@Component
public class KeyTable implements ApiKeys, Held {

    private record Index(Map<String, ApiKey> byPrefix, Map<String, ApiKey> byName) {}

    private final JdbcTemplate jdbc;
    private final WebhookSecrets secrets;
    private final Tiers tiers = Tiers.packaged();
    private final Snapshot<Index> snapshot;

    public KeyTable(JdbcTemplate jdbc, WebhookSecrets secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.snapshot = new Snapshot<>(jdbc, "tel_api_key", this::load);
    }

    @Override
    public Snapshot<?> snapshot() {
        return snapshot;
    }

    @Override
    public Optional<ApiKey> byPrefix(String prefix) {
        return Optional.ofNullable(snapshot.get().byPrefix().get(prefix));
    }

    @Override
    public Optional<ApiKey> byName(String name) {
        return Optional.ofNullable(snapshot.get().byName().get(name));
    }

    /** All keys, whatever their status. */
    public Collection<ApiKey> all() {
        return snapshot.get().byName().values();
    }

    private Index load() {
        List<ApiKey> keys = jdbc.query("SELECT * FROM tel_api_key", (row, n) -> key(row));
        Map<String, ApiKey> byPrefix = new HashMap<>();
        keys.stream()
                .filter(key -> key.previous() != null)
                .forEach(key -> byPrefix.put(key.previous().prefix(), key));
        // After the previous ones: should a prefix ever come twice, the secret in use is found.
        keys.forEach(key -> byPrefix.put(key.prefix(), key));
        return new Index(byPrefix, keys.stream().collect(Collectors.toMap(ApiKey::name, Function.identity())));
    }

    private ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getString("name"),
                row.getString("key_prefix"),
                row.getString("key_hash"),
                previous(row),
                row.getString("module"),
                row.getString("organization"),
                ApiKey.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                permissions(Json.read(row.getString("permissions"))),
                limits(row.getString("tier"), row.getString("rate_limits")),
                new SpendLimit(row.getBigDecimal("daily_spend_limit"), row.getBigDecimal("monthly_spend_limit")),
                strings(Json.read(row.getString("ip_whitelist"))),
                row.getString("webhook_url"),
                secrets.open(row.getString("name"), row.getString("webhook_secret")),
                row.getString("default_country"),
                row.getString("cost_center"));
    }

    private static ApiKey.Previous previous(ResultSet row) throws SQLException {
        String prefix = row.getString("previous_prefix");
        return prefix == null
                ? null
                : new ApiKey.Previous(prefix, row.getString("previous_hash"), Sql.instant(row, "previous_until"));
    }

    /** {@code {"sms": {"send": true}}} as {@code sms.send}. */
    private static Set<String> permissions(JsonNode granted) {
        Set<String> dotted = new HashSet<>();
        granted.properties().forEach(area -> area.getValue().properties().forEach(verb -> {
            if (verb.getValue().asBoolean()) {
                dotted.add(area.getKey() + "." + verb.getKey());
            }
        }));
        return Set.copyOf(dotted);
    }

    private Limits limits(String tier, String overrides) {
        return Limits.of(
                tiers.named(tier).orElseThrow(() -> new IllegalStateException("No tier is called " + tier)),
                Json.read(overrides));
    }

    private static List<String> strings(JsonNode array) {
        List<String> texts = new ArrayList<>();
        if (array != null) {
            array.forEach(node -> texts.add(node.asText()));
        }
        return List.copyOf(texts);
    }
}
