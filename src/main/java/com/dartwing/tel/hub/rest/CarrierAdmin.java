package com.dartwing.tel.hub.rest;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.CarrierState;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.carrier.CarrierFolders;
import com.dartwing.tel.hub.carrier.CarrierMonitor;
import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.db.TableVersions;
import com.dartwing.tel.json.Required;
import com.dartwing.tel.json.StrictJson;
import com.dartwing.tel.routing.HealthMetrics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.UriComponentsBuilder;

/** What operators do with carriers, and what they see of them (contract, section 7). */
@Component("carrierAdmin")
public class CarrierAdmin {

    private static final int HEALTHY = 80;

    private final ApiEdge api;
    private final CarrierFolders carriers;
    private final CarrierMonitor monitor;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final TableVersions versions;
    private final AuditLog audit;
    private final Clock clock;
    private final StrictJson json = new StrictJson(4_096);

    public CarrierAdmin(
            ApiEdge api,
            CarrierFolders carriers,
            CarrierMonitor monitor,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            TableVersions versions,
            AuditLog audit,
            Clock clock) {
        this.api = api;
        this.carriers = carriers;
        this.monitor = monitor;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.versions = versions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Switches a carrier: {@code enable}, {@code disable} or {@code drain}; or has its bad past forgotten, {@code reset}. */
    public void change(Exchange exchange, @Header("carrier") String name, @Header("action") String action) {
        Carrier carrier = carrier(name);
        switch (action) {
            case "enable" -> set(exchange, carrier, "enabled = TRUE, drain = FALSE", action);
            case "disable" -> set(exchange, carrier, "enabled = FALSE", action);
            case "drain" -> set(exchange, carrier, "drain = TRUE", action);
            case "reset" -> reset(exchange, carrier);
            default -> throw new TelException.NotFound("There is no action of this name");
        }
        api.answer(exchange, 200, describe(carrier));
    }

    private void reset(Exchange exchange, Carrier carrier) {
        note(exchange, carrier, "reset");
        monitor.forget(carrier.name());
    }

    /** Sets a carrier's weight from JSON, or from a form. */
    public void weigh(Exchange exchange, @Header("carrier") String name) {
        Carrier carrier = carrier(name);
        int weight = weight(api.body(exchange), api.parameter(exchange, "weight"));
        set(exchange, carrier, "weight = " + weight, "weight " + weight);
        api.answer(exchange, 200, describe(carrier));
    }

    record Weight(@Required Integer weight) {}

    private int weight(byte[] body, String parameter) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        String given = parameter;
        if (text.startsWith("{")) {
            given = String.valueOf(json.read(body, Weight.class).weight());
        } else if (!text.isEmpty()) {
            given = UriComponentsBuilder.newInstance()
                    .query(text)
                    .build()
                    .getQueryParams()
                    .getFirst("weight");
        }
        if (given == null || !given.matches("\\d{1,3}") || Integer.parseInt(given) > 100) {
            throw new TelException.InvalidRequest("weight is a whole number from 0 to 100", "weight");
        }
        return Integer.parseInt(given);
    }

    private void set(Exchange exchange, Carrier carrier, String assignment, String action) {
        Object now = Sql.utc(clock.instant());
        transaction.executeWithoutResult(status -> {
            int known = jdbc.update(
                    "UPDATE tel_carrier_config SET " + assignment + ", modified_at = ? WHERE carrier = ?",
                    now,
                    carrier.name());
            if (known == 0) {
                jdbc.update(
                        "INSERT INTO tel_carrier_config (carrier, created_at, modified_at) VALUES (?, ?, ?)",
                        carrier.name(),
                        now,
                        now);
                jdbc.update("UPDATE tel_carrier_config SET " + assignment + " WHERE carrier = ?", carrier.name());
            }
            versions.changed("tel_carrier_config");
            note(exchange, carrier, action);
        });
        monitor.snapshot().refresh();
    }

    private void note(Exchange exchange, Carrier carrier, String action) {
        transaction.executeWithoutResult(status -> audit.add(
                ApiEdge.actor(exchange),
                "carrier.changed",
                "TEL Carrier Config/" + carrier.title(),
                Map.of("action", action)));
    }

    /** All carriers with their health and switches. */
    public void health(Exchange exchange) {
        String only = api.parameter(exchange, "carrier");
        if (only != null) {
            api.answer(exchange, 200, describe(carrier(only)));
            return;
        }
        List<Map<String, Object>> all =
                carriers.all().stream().map(this::describe).toList();
        api.answer(exchange, 200, Map.of("carriers", all));
    }

    private Map<String, Object> describe(Carrier carrier) {
        CarrierState state = monitor.of(carrier);
        HealthMetrics metrics = monitor.metrics(carrier.name());
        int score = monitor.health(carrier.name());
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("carrier", carrier.title());
        view.put("status", score >= HEALTHY ? "healthy" : score > 50 ? "degraded" : "unhealthy");
        view.put("health_score", score);
        view.put("enabled", state.enabled());
        view.put("draining", state.draining());
        view.put("weight", state.weight());
        view.put(
                "circuit_breaker",
                carriers.breaker(carrier.name()).getState().name().toLowerCase(Locale.ROOT));
        view.put("samples", metrics.samples());
        view.put("avg_latency_ms", Math.round(metrics.avgLatencyMs()));
        view.put("error_rate_percent", Math.round(metrics.errorRatePercent() * 10) / 10.0);
        view.put("minutes_since_incident", metrics.minutesSinceIncident());
        return view;
    }

    /** Whether the storage answers, and how fast. */
    public void storage(Exchange exchange) {
        long started = System.nanoTime();
        jdbc.queryForObject("SELECT COUNT(*) FROM tel_node", Integer.class);
        api.answer(
                exchange, 200, Map.of("status", "healthy", "latency_ms", (System.nanoTime() - started) / 1_000_000.0));
    }

    private Carrier carrier(String name) {
        return carriers.find(name).orElseThrow(() -> new TelException.NotFound("There is no carrier of this name"));
    }
}
