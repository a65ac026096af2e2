package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.json.UtcTime;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Deliveries as the owners of their records see them. */
@Component
public class DeliveryView {

    /** The last delivery of a page; the next page begins after it. */
    private record Cursor(Instant createdAt, String name) {

        String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((createdAt + " " + name).getBytes(StandardCharsets.US_ASCII));
        }

        static Cursor of(String text) {
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ");
                return new Cursor(Instant.parse(parts[0]), parts[1]);
            } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
                throw new TelException.InvalidRequest("cursor is none that the hub has given", "cursor");
            }
        }
    }

    private final JdbcTemplate jdbc;
    private final EndpointHealth health;
    private final WebhookOwners owners;

    DeliveryView(JdbcTemplate jdbc, EndpointHealth health, WebhookOwners owners) {
        this.jdbc = jdbc;
        this.health = health;
        this.owners = owners;
    }

    /** A page of deliveries, the newest first, and the caller's endpoints that are disabled. */
    Map<String, Object> list(DeliveryFilter filter, String cursor, int limit) {
        List<Object> values = new ArrayList<>(filter.values());
        String from = "";
        if (cursor != null) {
            Cursor after = Cursor.of(cursor);
            from = " AND " + Sql.behind("created_at", "name");
            values.addAll(List.of(Sql.utc(after.createdAt()), Sql.utc(after.createdAt()), after.name()));
        }
        values.add(limit + 1);
        List<Map<String, Object>> found = new ArrayList<>();
        List<Cursor> places = new ArrayList<>();
        jdbc.query(
                "SELECT * FROM tel_webhook_delivery WHERE " + filter.condition() + from
                        + " ORDER BY api_key DESC, created_at DESC, name DESC LIMIT ?",
                row -> {
                    found.add(summary(row));
                    places.add(new Cursor(Sql.instant(row, "created_at"), row.getString("name")));
                },
                values.toArray());
        boolean more = found.size() > limit;
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("deliveries", more ? found.subList(0, limit) : found);
        answer.put("next_cursor", more ? places.get(limit - 1).text() : null);
        answer.put(
                "disabled_endpoints",
                owners.troubles(filter.apiKey()).stream()
                        .filter(health::isDisabled)
                        .map(DeliveryView::endpoint)
                        .toList());
        return answer;
    }

    private static Map<String, Object> endpoint(EndpointHealth.Trouble trouble) {
        Map<String, Object> endpoint = new LinkedHashMap<>();
        endpoint.put("url", trouble.url());
        endpoint.put("failing_since", UtcTime.write(trouble.failingSince()));
        endpoint.put("disabled_at", UtcTime.write(trouble.disabledAt()));
        endpoint.put("reason", trouble.lastError());
        return endpoint;
    }

    /**
     * A delivery with its tries.
     *
     * @throws TelException.NotFound when the key has no such delivery
     */
    Map<String, Object> read(String apiKey, String name) {
        return jdbc
                .query(
                        "SELECT * FROM tel_webhook_delivery WHERE api_key = ? AND name = ?",
                        (row, n) -> {
                            Map<String, Object> delivery = summary(row);
                            String attempts = row.getString("attempts");
                            delivery.put("attempts", attempts == null ? List.of() : Json.read(attempts));
                            return delivery;
                        },
                        apiKey,
                        name)
                .stream()
                .findFirst()
                .orElseThrow(DeliveryView::unknown);
    }

    static TelException unknown() {
        return new TelException.NotFound("There is no delivery of this id");
    }

    /** The events of a record in order, each with its deliveries. */
    public List<Map<String, Object>> events(String recordId) {
        Map<String, List<Map<String, Object>>> told = ofRecord(recordId);
        return jdbc.query(
                "SELECT * FROM tel_event WHERE record_id = ? ORDER BY sequence",
                (row, n) -> {
                    Map<String, Object> event = new LinkedHashMap<>();
                    event.put("webhook_id", row.getString("name"));
                    event.put("event", row.getString("event"));
                    event.put("sequence", row.getInt("sequence"));
                    event.put("created_at", UtcTime.write(Sql.instant(row, "created_at")));
                    event.put("deliveries", told.getOrDefault(row.getString("name"), List.of()));
                    return event;
                },
                recordId);
    }

    /** The deliveries of a record's events, by the event. */
    private Map<String, List<Map<String, Object>>> ofRecord(String recordId) {
        Map<String, List<Map<String, Object>>> byEvent = new HashMap<>();
        jdbc.query(
                "SELECT * FROM tel_webhook_delivery WHERE record_id = ? ORDER BY name",
                row -> {
                    byEvent.computeIfAbsent(row.getString("event_id"), id -> new ArrayList<>())
                            .add(state(row));
                },
                recordId);
        return byEvent;
    }

    private static Map<String, Object> summary(ResultSet row) throws SQLException {
        Map<String, Object> delivery = state(row);
        delivery.put("webhook_id", row.getString("event_id"));
        delivery.put("event", row.getString("event"));
        delivery.put("record_id", row.getString("record_id"));
        delivery.put("config", row.getString("config"));
        delivery.put("created_at", UtcTime.write(Sql.instant(row, "created_at")));
        return delivery;
    }

    private static Map<String, Object> state(ResultSet row) throws SQLException {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("delivery_id", row.getString("name"));
        state.put("url", row.getString("url"));
        state.put("state", row.getString("state").toLowerCase(Locale.ROOT));
        state.put("tries", row.getInt("tries"));
        state.put("next_attempt_at", UtcTime.write(Sql.instant(row, "next_attempt_at")));
        state.put("last_status", row.getObject("last_status", Integer.class));
        state.put("last_error", row.getString("last_error"));
        state.put("settled_at", UtcTime.write(Sql.instant(row, "settled_at")));
        return state;
    }
}
