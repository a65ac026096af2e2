package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code ./health}, as an operator and as a program run it. */
class HealthCommandIT {

    private record Said(int status, String text) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(text);
        }
    }

    private final Sandbox sandbox = Sandbox.onH2();

    @TempDir
    Path folder;

    @BeforeEach
    void nothingIsHeldAgainstTheCarriers() {
        sandbox.carriers().forEach(sandbox::behaveAgain);
    }

    @Test
    void a_healthy_hub_is_told_in_a_table_and_by_the_exit_status() {
        Said said = health(Map.of("TEL_ADMIN_PASSWORD", sandbox.key.adminPassword()), "--url=" + sandbox.hub.url(""));

        assertThat(said.status()).as(said.text()).isZero();
        assertThat(said.text())
                .contains("The hub is healthy.")
                .containsPattern("api +healthy +[0-9.]+ ms")
                .containsPattern("database +healthy")
                .containsPattern("redis +(not configured|healthy)");
    }

    @Test
    void programs_get_json() throws IOException {
        Said said = health(
                Map.of("TEL_ADMIN_PASSWORD", sandbox.key.adminPassword()), "--json", "--url=" + sandbox.hub.url(""));

        assertThat(said.status()).as(said.text()).isZero();
        assertThat(said.json().path("overall_status").asText()).isEqualTo("healthy");
        assertThat(said.json().path("timestamp").asText()).endsWith("Z");
        List<String> services = new ArrayList<>();
        said.json()
                .path("checks")
                .forEach(check -> services.add(check.path("service").asText()));
        assertThat(services).contains("api", "readiness", "database", "redis", "broker", "queues", "outbox");
        sandbox.carriers().forEach(carrier -> assertThat(services).contains("carrier-" + carrier));
    }

    @Test
    void a_carrier_that_failed_is_told_until_its_past_is_forgotten() throws IOException {
        String message = "{\"to\":\"+14155550196\",\"body\":\"Hello\",\"preferred_carrier\":\"telnyx\"}";
        for (int i = 0; i < 30; i++) {
            sandbox.send(message);
        }
        sandbox.behave("telnyx", "{\"status\":503,\"count\":40}");
        for (int i = 0; i < 40; i++) {
            sandbox.send(message);
        }
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(telnyx()).isNotEqualTo("healthy"));

        sandbox.behaveAgain("telnyx");

        assertThat(telnyx()).isEqualTo("healthy");
    }

    private String telnyx() throws IOException {
        Said said = health(
                Map.of("TEL_ADMIN_PASSWORD", sandbox.key.adminPassword()), "--json", "--url=" + sandbox.hub.url(""));
        for (JsonNode check : said.json().path("checks")) {
            if (check.path("service").asText().equals("carrier-telnyx")) {
                return check.path("status").asText();
            }
        }
        throw new AssertionError(said.text());
    }

    @Test
    void what_nobody_may_find_out_is_not_called_healthy() {
        Said nobody = health(Map.of(), "--url=" + sandbox.hub.url(""));
        Said wrong = health(Map.of("TEL_ADMIN_PASSWORD", "not this one"), "--url=" + sandbox.hub.url(""));

        assertThat(nobody.status()).isEqualTo(1);
        assertThat(nobody.text()).contains("TEL_ADMIN_PASSWORD");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.text()).containsPattern("database +unknown .*HTTP 401");
    }

    @Test
    void a_hub_that_is_away_or_hangs_is_told_in_words_within_the_timeout() throws IOException {
        Said away = health(Map.of(), "--url=http://127.0.0.1:" + Children.freePort());

        assertThat(away.status()).isEqualTo(1);
        assertThat(away.text()).contains("nothing listens at http://127.0.0.1:", "The hub is unhealthy.");

        HttpServer hanging = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hanging.start();
        try {
            Said late = health(
                    Map.of(),
                    "--timeout=1",
                    "--url=http://127.0.0.1:" + hanging.getAddress().getPort() + "/nothing");
            assertThat(late.status()).isEqualTo(1);
        } finally {
            hanging.stop(0);
        }
    }

    @Test
    void a_word_that_it_does_not_know_is_answered_with_its_usage() {
        Said said = health(Map.of(), "--colour");

        assertThat(said.status()).isEqualTo(2);
        assertThat(said.text()).contains("usage: health");
    }

    private Said health(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("hub.root"), "health").toString());
        command.addAll(List.of(arguments));
        Path output = folder.resolve("said");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TEL_"));
        builder.environment().putAll(environment);
        Process process = Children.start(builder);
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Said(process.exitValue(), Files.readString(output));
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
