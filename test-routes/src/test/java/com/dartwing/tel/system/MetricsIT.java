package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus finds at the hub: each name that an alert or a panel uses, and labels that stay few. */
class MetricsIT {

    private static final Pattern NAME = Pattern.compile("\\b(?:tel|jvm|process|system|hikaricp|tomcat)_[a-z0-9_]+");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"");
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

    private final Sandbox sandbox = Sandbox.onH2();

    @TempDir
    Path folder;

    @Test
    void every_metric_that_an_alert_names_is_there() throws IOException {
        Set<String> there = names();

        for (JsonNode rule : AlertsTest.rules()) {
            Set<String> named = NAME.matcher(rule.path("expr").asText())
                    .results()
                    .map(match -> match.group())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(there).as(rule.path("alert").asText()).containsAll(named);
        }
    }

    @Test
    void every_metric_of_the_dashboard_is_there_once_messages_have_passed() throws IOException {
        sandbox.awaitStatus(Sandbox.id(sandbox.send("+14155550182", "")), "delivered");
        JsonNode dashboard = new ObjectMapper()
                .readTree(AlertsTest.FOLDER
                        .resolve("../grafana/dartwing-tel.json")
                        .toFile());
        Set<String> named = new TreeSet<>();
        dashboard
                .findValuesAsText("expr")
                .forEach(query -> NAME.matcher(query).results().forEach(match -> named.add(match.group())));

        assertThat(named).hasSizeGreaterThan(15);
        assertThat(names()).containsAll(named);
    }

    @Test
    void the_seeds_metrics_have_no_other_labels_than_those_agreed_on() {
        sandbox.send("+14155550180", "");

        assertThat(metrics()
                        .lines()
                        .filter(line -> line.matches(
                                "tel_(sms_(sent|delivered|failed)|voice_|carrier_health|active_calls|api_request).*"))
                        .flatMap(line -> LABEL.matcher(line).results().map(match -> match.group(1)))
                        .collect(Collectors.toSet()))
                .isSubsetOf("carrier", "operation", "status", "country", "le", "application");
    }

    @Test
    void a_message_is_counted_where_it_is_sent_and_where_it_is_delivered() {
        double sent = sum("tel_sms_sent_total");
        double delivered = sum("tel_sms_delivered_total");

        String id = Sandbox.id(sandbox.send("+14155550181", ""));
        sandbox.awaitStatus(id, "delivered");

        await().atMost(Sandbox.SOON).untilAsserted(() -> {
            assertThat(sum("tel_sms_sent_total")).isGreaterThan(sent);
            assertThat(sum("tel_sms_delivered_total")).isGreaterThan(delivered);
        });
        assertThat(metrics())
                .contains("tel_api_request_duration_seconds_bucket{operation=\"sms.send\",status=\"200\",le=");
    }

    @Test
    void a_real_prometheus_reads_the_hub_and_no_alert_fires_while_it_idles() throws Exception {
        int port = Children.freePort();
        Process prometheus = prometheus(port);
        try {
            // Until it listens.
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> assertThat(
                            ask(port, "/api/v1/query?query=" + encoded("count(tel_sms_sent_total) and on() up == 1"))
                                    .path("data")
                                    .path("result"))
                    .isNotEmpty());
            // A rule that has been evaluated says when; one that cannot be says why.
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                            ask(port, "/api/v1/rules").path("data").path("groups"))
                    .isNotEmpty()
                    .allSatisfy(group -> assertThat(group.path("rules"))
                            .isNotEmpty()
                            .allSatisfy(rule -> {
                                assertThat(rule.path("health").asText())
                                        .as(rule.path("name").asText() + ": "
                                                + rule.path("lastError").asText())
                                        .isEqualTo("ok");
                                assertThat(rule.path("state").asText())
                                        .as(rule.path("name").asText())
                                        .isNotEqualTo("firing");
                            })));
        } finally {
            Children.stop(prometheus, 20);
        }
    }

    /** The configuration of {@code deploy/}, with this hub as its target and little patience. */
    private Process prometheus(int port) throws IOException {
        ObjectNode configuration = (ObjectNode)
                YAML.readTree(AlertsTest.FOLDER.resolve("prometheus.yml").toFile());
        ((ObjectNode) configuration.path("global")).put("scrape_interval", "1s").put("evaluation_interval", "1s");
        ObjectNode job = (ObjectNode) configuration.path("scrape_configs").path(0);
        Path password = Files.writeString(folder.resolve("password"), sandbox.key.adminPassword());
        ((ObjectNode) job.path("basic_auth")).put("username", "admin").put("password_file", password.toString());
        ((ObjectNode) job.path("static_configs").path(0)).putArray("targets").add("127.0.0.1:" + sandbox.hub.port());
        Files.copy(AlertsTest.FOLDER.resolve("tel-alerts.yaml"), folder.resolve("tel-alerts.yaml"));
        YAML.writeValue(folder.resolve("prometheus.yml").toFile(), configuration);
        return Children.start(new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile()));
    }

    private static JsonNode ask(int port, String path) throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .timeout(Duration.ofSeconds(5))
                                .build(),
                        BodyHandlers.ofString());
        return new ObjectMapper().readTree(answer.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String metrics() {
        HubProcess.Answer answer = sandbox.adminGet("/actuator/prometheus");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private Set<String> names() {
        return metrics()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]")[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of all labels. */
    private double sum(String name) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
