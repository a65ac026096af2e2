package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules by themselves: promtool reads them and plays their tests. */
class AlertsTest {

    static final Path FOLDER = Path.of(System.getProperty("hub.root"), "deploy/prometheus");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @TempDir
    Path output;

    @Test
    void promtool_finds_nothing_wrong_with_the_rules() {
        promtool("check", "rules", "tel-alerts.yaml");
    }

    @Test
    void prometheus_can_be_started_as_configured() {
        promtool("check", "config", "prometheus.yml");
    }

    @Test
    void every_alert_fires_when_it_should_and_only_then() {
        promtool("test", "rules", "tel-alerts.test.yaml");
    }

    @Test
    void every_alert_has_a_case_in_which_it_fires_and_one_in_which_it_does_not() throws IOException {
        var firing = new TreeSet<String>();
        var silent = new TreeSet<String>();
        for (JsonNode test :
                YAML.readTree(FOLDER.resolve("tel-alerts.test.yaml").toFile()).path("tests")) {
            for (JsonNode expected : test.path("alert_rule_test")) {
                (expected.path("exp_alerts").isEmpty() ? silent : firing)
                        .add(expected.path("alertname").asText());
            }
        }

        var names = new TreeSet<>(
                rules().stream().map(rule -> rule.path("alert").asText()).toList());
        assertThat(firing).isEqualTo(names);
        assertThat(silent).isEqualTo(names);
    }

    @Test
    void every_alert_leads_to_a_page_that_is_there() throws IOException {
        for (JsonNode rule : rules()) {
            String page = rule.path("annotations").path("runbook_url").asText();

            assertThat(page).as(rule.path("alert").asText()).startsWith("docs/");
            assertThat(FOLDER.resolve("../..").resolve(page)).isRegularFile();
        }
    }

    /** The rules of the file. */
    static List<JsonNode> rules() throws IOException {
        JsonNode groups =
                YAML.readTree(FOLDER.resolve("tel-alerts.yaml").toFile()).path("groups");
        return StreamSupport.stream(groups.spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
                .toList();
    }

    private void promtool(String... arguments) {
        var command = new java.util.ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Path said = output.resolve("promtool.log");
        Process process = Children.start(new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile()));
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("promtool is done")
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
