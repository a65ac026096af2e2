package com.dartwing.tel.hub.carrier;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.CarrierState;
import com.dartwing.tel.carrier.CarrierStates;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.hub.db.Held;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Snapshot;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.routing.HealthMetrics;
import com.dartwing.tel.routing.HealthScore;
import com.dartwing.tel.routing.HealthWindow;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What is known of each carrier: the calls of this node, those that other nodes report to the shared table, the
 * breaker, and the operators' switches.
 */
@Component("carrierMonitor")
public class CarrierMonitor implements CarrierStates, Held {

    private static final Logger LOG = LoggerFactory.getLogger(CarrierMonitor.class);
    private static final Duration ASKED_AFTER = Duration.ofMinutes(5);
    private static final Duration REPORTS_COUNT_FOR = Duration.ofSeconds(30);

    /** An operator's switches for a carrier. */
    public record Switches(boolean enabled, boolean draining, int weight) {
        static final Switches DEFAULT = new Switches(true, false, 100);
    }

    private final JdbcTemplate jdbc;
    private final Node node;
    private final Clock clock;
    private final Carriers carriers;
    private final CarrierFolders folders;
    private final Map<String, HealthWindow> windows = new ConcurrentHashMap<>();
    private final Map<String, Instant> lastCall = new ConcurrentHashMap<>();
    private final Snapshot<Map<String, Switches>> switches;
    private volatile Map<String, HealthMetrics> others = Map.of();
    private volatile Map<String, Integer> scores = Map.of();

    public CarrierMonitor(JdbcTemplate jdbc, Node node, Clock clock, CarrierFolders folders, MeterRegistry registry) {
        this.jdbc = jdbc;
        this.node = node;
        this.clock = clock;
        this.carriers = folders;
        this.folders = folders;
        this.switches = new Snapshot<>(jdbc, "tel_carrier_config", this::loadSwitches);
        for (Carrier carrier : folders.all()) {
            windows.put(carrier.name(), new HealthWindow(clock));
            folders.breaker(carrier.name()).getEventPublisher().onStateTransition(event -> {
                if (event.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                    windows.get(carrier.name()).incident();
                    LOG.warn("The circuit breaker of {} opened", carrier.title());
                }
            });
            Gauge.builder("tel.carrier.health.score", () -> health(carrier.name()))
                    .tag("carrier", carrier.name())
                    .description("Health of a carrier, 0 to 100")
                    .register(registry);
        }
    }

    @Override
    public Snapshot<?> snapshot() {
        return switches;
    }

    /** Counts a call to a carrier. */
    public void called(String carrier, Duration latency, boolean ok) {
        windows.get(carrier).record(latency, ok);
        lastCall.put(carrier, clock.instant());
    }

    /** Forgets what this node saw of a carrier, and closes its breaker: somebody knows that it is well again. */
    public void forget(String carrier) {
        windows.put(carrier, new HealthWindow(clock));
        folders.breaker(carrier).reset();
        score();
    }

    /** The carriers of which nothing has been heard for so long that they should be asked. */
    public List<String> silent() {
        Instant since = clock.instant().minus(ASKED_AFTER);
        return carriers.all().stream()
                .map(Carrier::name)
                .filter(name -> lastCall.getOrDefault(name, Instant.MIN).isBefore(since))
                .toList();
    }

    @Override
    public CarrierState of(Carrier carrier) {
        Switches set = switches.get().getOrDefault(carrier.name(), Switches.DEFAULT);
        CircuitBreaker.State breaker = folders.breaker(carrier.name()).getState();
        return new CarrierState(
                scores.getOrDefault(carrier.name(), 100),
                breaker == CircuitBreaker.State.OPEN || breaker == CircuitBreaker.State.FORCED_OPEN,
                set.enabled(),
                set.draining(),
                set.weight());
    }

    /** 0 to 100, of all nodes. */
    public int health(String carrier) {
        return HealthScore.of(metrics(carrier));
    }

    /** The calls of all nodes to a carrier in the last minutes. */
    public HealthMetrics metrics(String carrier) {
        return windows.get(carrier).metrics().plus(others.getOrDefault(carrier, HealthMetrics.NONE));
    }

    /** Scores the carriers anew; the ranking reads the result, which a second hardly changes. */
    public void score() {
        Map<String, Integer> fresh = new HashMap<>();
        carriers.all().forEach(carrier -> fresh.put(carrier.name(), health(carrier.name())));
        scores = fresh;
    }

    /** Tells the other nodes what this one saw, and reads what they saw. */
    public void share() {
        Instant now = clock.instant();
        for (Carrier carrier : carriers.all()) {
            HealthMetrics seen = windows.get(carrier.name()).metrics();
            Object incident = seen.minutesSinceIncident() == null
                    ? null
                    : Sql.utc(now.minus(Duration.ofMinutes(seen.minutesSinceIncident())));
            long failures = Math.round(seen.samples() * seen.errorRatePercent() / 100);
            Object[] values = {
                seen.samples(),
                failures,
                Math.round(seen.avgLatencyMs() * seen.samples()),
                incident,
                Sql.utc(now),
                node.name(),
                carrier.name()
            };
            int rows = jdbc.update(
                    "UPDATE tel_carrier_health SET samples = ?, failures = ?, latency_ms = ?, incident_at = ?,"
                            + " reported_at = ? WHERE node = ? AND carrier = ?",
                    values);
            if (rows == 0) {
                jdbc.update(
                        "INSERT INTO tel_carrier_health"
                                + " (samples, failures, latency_ms, incident_at, reported_at, node, carrier)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        values);
            }
        }
        Map<String, HealthMetrics> told = new HashMap<>();
        jdbc.query(
                "SELECT * FROM tel_carrier_health WHERE node <> ? AND reported_at > ?",
                row -> {
                    long samples = row.getLong("samples");
                    Instant incident = Sql.instant(row, "incident_at");
                    told.merge(
                            row.getString("carrier"),
                            new HealthMetrics(
                                    samples == 0 ? 0 : (double) row.getLong("latency_ms") / samples,
                                    samples == 0 ? 0 : 100.0 * row.getLong("failures") / samples,
                                    samples,
                                    incident == null
                                            ? null
                                            : Duration.between(incident, now).toMinutes()),
                            HealthMetrics::plus);
                },
                node.name(),
                Sql.utc(now.minus(REPORTS_COUNT_FOR)));
        others = told;
        jdbc.update("DELETE FROM tel_carrier_health WHERE reported_at < ?", Sql.utc(now.minus(Duration.ofHours(1))));
    }

    private Map<String, Switches> loadSwitches() {
        Map<String, Switches> found = new HashMap<>();
        jdbc.query("SELECT carrier, enabled, drain, weight FROM tel_carrier_config", row -> {
            found.put(
                    row.getString("carrier"),
                    new Switches(row.getBoolean("enabled"), row.getBoolean("drain"), row.getInt("weight")));
        });
        return Map.copyOf(found);
    }
}
