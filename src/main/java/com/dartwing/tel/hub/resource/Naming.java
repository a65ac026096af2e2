package com.dartwing.tel.hub.resource;

import com.dartwing.tel.access.Feature;
import com.dartwing.tel.access.KeySecret;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.access.WebhookSecrets;
import com.dartwing.tel.hub.compliance.ConsentTable;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.numbers.DncTable;
import com.dartwing.tel.routing.RateLine;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** How new records that are not named by their caller get their name, and what else is made with it. */
final class Naming {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Naming() {}

    /**
     * Names a record in its columns.
     *
     * @return what its creator is told this once, and nobody ever again; usually nothing
     */
    static Map<String, Object> name(RecordType type, Map<String, Object> columns, Instant now) {
        return switch (type.naming()) {
            case "api-key" -> apiKey(columns);
            case "dnc" -> {
                columns.put("name", DncTable.name((String) columns.get("phone_number"), (String)
                        columns.get("organization")));
                yield Map.of();
            }
            case "hash" -> {
                // As Frappe names what nobody names.
                columns.put("name", HexFormat.of().formatHex(random(5)));
                yield Map.of();
            }
            case "webhook-config" -> {
                columns.put("name", "HOOK-" + HexFormat.of().formatHex(random(6)));
                yield webhookSecret(columns);
            }
            case "feature" -> feature(columns);
            case "consent" -> {
                columns.putIfAbsent("at", Sql.utc(now));
                columns.put("name", ConsentTable.newName());
                yield Map.of();
            }
            case "sender-id" -> {
                columns.put("name", columns.get("sender_id") + "@" + columns.get("organization"));
                yield Map.of();
            }
            case "rate" -> {
                columns.putIfAbsent("effective_from", Sql.utc(now));
                columns.put(
                        "name",
                        RateLine.name(
                                (String) columns.get("carrier"),
                                (String) columns.get("operation"),
                                (String) columns.get("prefix"),
                                ((LocalDateTime) columns.get("effective_from")).toInstant(ZoneOffset.UTC)));
                yield Map.of();
            }
            default -> Map.of();
        };
    }

    /** The feature, and whom the flag concerns: {@code mms}, {@code mms@Acme}, {@code mms:crm@Acme}. */
    private static Map<String, Object> feature(Map<String, Object> columns) {
        Object feature = columns.get("name");
        if (Feature.packaged().stream().noneMatch(known -> known.name().equals(feature))) {
            throw new TelException.InvalidRequest("name is no feature that can be switched", "name");
        }
        columns.put("feature", feature);
        String module = columns.get("module") == null ? "" : ":" + columns.get("module");
        String organization = columns.get("organization") == null ? "" : "@" + columns.get("organization");
        columns.put("name", feature + module + organization);
        return Map.of();
    }

    private static Map<String, Object> apiKey(Map<String, Object> columns) {
        KeySecret key = KeySecret.generate();
        columns.put("name", "KEY-" + HexFormat.of().formatHex(random(6)));
        columns.put("key_prefix", key.prefix());
        columns.put("key_hash", key.hash());
        Map<String, Object> once = new LinkedHashMap<>();
        once.put("api_key", key.text());
        once.putAll(webhookSecret(columns));
        return once;
    }

    private static Map<String, Object> webhookSecret(Map<String, Object> columns) {
        String secret = WebhookSecrets.generate();
        columns.put("webhook_secret", secret);
        return Map.of("webhook_secret", secret);
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
