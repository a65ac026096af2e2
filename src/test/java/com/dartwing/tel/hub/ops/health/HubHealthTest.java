package com.dartwing.tel.hub.ops.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.hub.ops.health.Check.Status;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the health command makes of a hub's answers. */
class HubHealthTest {

    private final Map<String, String> answers = new HashMap<>();
    private HttpServer hub;

    @BeforeEach
    void start() throws IOException {
        answers.put("/api/method/ping", "{\"message\":\"pong\"}");
        answers.put("/actuator/health/readiness", "{\"status\":\"UP\"}");
        answers.put("/health/carriers", carrier("healthy", 100, true, "closed"));
        answers.put("/api/method/dartwing_tel.admin.db_health", "{\"message\":{\"status\":\"healthy\"}}");
        answers.put("/api/method/dartwing_tel.admin.redis_health", "{\"message\":{\"status\":\"not configured\"}}");
        answers.put("/actuator/prometheus", "");
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", exchange -> {
            String body = answers.get(exchange.getRequestURI().getPath());
            byte[] bytes = String.valueOf(body).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body == null ? 503 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        hub.start();
    }

    @AfterEach
    void stop() {
        hub.stop(0);
    }

    @Test
    void what_a_hub_does_not_use_is_no_fault_of_it() {
        assertThat(found("broker", "queues", "outbox", "redis")).containsOnly(Status.NOT_CONFIGURED);
        assertThat(Check.overall(checks())).isEqualTo(Status.HEALTHY);
    }

    @Test
    void a_deep_queue_and_a_dead_letter_are_told_by_name() {
        answers.put(
                "/actuator/prometheus",
                "# TYPE tel_queue_depth gauge\n"
                        + "tel_queue_depth{queue=\"tel.webhooks\"} 101.0\n"
                        + "tel_queue_depth{queue=\"tel.cdr\"} 100.0\n"
                        + "tel_queue_depth{queue=\"tel.webhooks.other\"} NaN\n"
                        + "tel_dead_letters 1.0\n"
                        + "tel_broker_up 1.0\n"
                        + "tel_outbox_oldest_seconds 0.5\n");

        assertThat(found("broker", "outbox")).containsOnly(Status.HEALTHY);
        assertThat(check("queues").status()).isEqualTo(Status.DEGRADED);
        assertThat(check("queues").detail())
                .isEqualTo("tel.webhooks holds 101, tel.webhooks.other cannot be seen, 1 dead letters");
    }

    @Test
    void an_outbox_that_waits_is_worse_the_longer_it_waits() {
        answers.put("/actuator/prometheus", "tel_outbox_oldest_seconds 61\n");
        assertThat(check("outbox").status()).isEqualTo(Status.DEGRADED);

        answers.put("/actuator/prometheus", "tel_outbox_oldest_seconds 301\ntel_broker_up 0\n");
        assertThat(found("outbox", "broker")).containsOnly(Status.UNHEALTHY);
    }

    @Test
    void carriers_are_as_well_as_the_hub_says_but_for_those_that_operators_took_out() {
        answers.put("/health/carriers", carrier("degraded", 71, true, "closed"));
        assertThat(check("carrier-acme").status()).isEqualTo(Status.DEGRADED);

        answers.put("/health/carriers", carrier("healthy", 90, true, "open"));
        assertThat(check("carrier-acme").status()).isEqualTo(Status.UNHEALTHY);
        assertThat(check("carrier-acme").detail()).contains("breaker is open");

        answers.put("/health/carriers", carrier("unhealthy", 10, false, "open"));
        assertThat(check("carrier-acme").status()).isEqualTo(Status.NOT_CONFIGURED);
    }

    @Test
    void a_lost_database_is_unhealthy() {
        answers.remove("/actuator/health/readiness");
        answers.remove("/api/method/dartwing_tel.admin.db_health");

        assertThat(found("readiness", "database")).containsOnly(Status.UNHEALTHY);
    }

    @Test
    void the_exit_status_tells_it_to_programs() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int healthy = run(said, "--url=" + url(), "--json");
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("\"overall_status\":\"healthy\"");

        answers.remove("/api/method/ping");

        assertThat(healthy).isZero();
        assertThat(run(said, "--url=" + url())).isEqualTo(1);
        assertThat(run(said, "--url=gopher://nowhere")).isEqualTo(2);
    }

    private static int run(ByteArrayOutputStream said, String... arguments) {
        return HealthCommand.run(
                arguments, Map.of("TEL_ADMIN_PASSWORD", "any"), new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private static String carrier(String status, int score, boolean enabled, String breaker) {
        return "{\"message\":{\"carriers\":[{\"carrier\":\"Acme\",\"status\":\"" + status + "\",\"health_score\":"
                + score + ",\"enabled\":" + enabled + ",\"circuit_breaker\":\"" + breaker + "\"}]}}";
    }

    private String url() {
        return "http://127.0.0.1:" + hub.getAddress().getPort();
    }

    private List<Check> checks() {
        return new HubHealth(new HubClient(url(), Duration.ofSeconds(5), "admin:any")).run();
    }

    private Check check(String service) {
        return checks().stream()
                .filter(check -> check.service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    private List<Status> found(String... services) {
        return List.of(services).stream()
                .map(service -> check(service).status())
                .toList();
    }
}
