package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real {@code java -jar}: every route file is found inside it, and the operator's directory wins over it. */
class PackagedHubIT {

    private static final Path ROOT = Path.of(System.getProperty("hub.root"));

    @TempDir
    Path routes;

    @Test
    void every_route_file_of_the_tree_is_in_the_jar_and_started() throws IOException {
        SandboxKey key = SandboxKey.generate();
        try (HubProcess hub = key.given(HubProcess.with()).packaged().start()) {
            JsonNode started = hub.getAs(
                            "admin", key.adminPassword(), "/actuator/jolokia/search/org.apache.camel:type=routes,*")
                    .json()
                    .path("value");

            long declared = declaredRoutes("routes")
                    + declaredRoutes("carriers")
                    + declaredRoutes("webhooks")
                    + declaredRoutes("test-routes/simulators");
            assertThat(started).hasSize((int) declared);

            JsonNode groups = hub.getAs(
                            "admin",
                            key.adminPassword(),
                            "/actuator/jolokia/read/org.apache.camel:type=routes,*/RouteGroup")
                    .json()
                    .path("value");
            assertThat(groups).hasSize((int) declared);
            assertThat(groups)
                    .as("every route stands in a group of the console's tree")
                    .allSatisfy(group ->
                            assertThat(group.path("RouteGroup").asText("")).isNotEmpty());
            assertThat(answering(hub, key))
                    .as("routes that turn a failure into an answer")
                    .contains("rest-send-sms", "smpp-requests", "telnyx-webhook")
                    .doesNotContain("sms-send", "sms-dispatch", "deliver", "sweep");
        }
    }

    /** The ids of the routes that are drawn with a handler of failures. */
    private static List<String> answering(HubProcess hub, SandboxKey key) {
        String drawn = hub.getAs(
                        "admin",
                        key.adminPassword(),
                        "/actuator/jolokia/exec/org.apache.camel:context=hub,type=context,name=!%22hub!%22/dumpRoutesAsXml()")
                .json()
                .path("value")
                .asText();
        assertThat(drawn)
                .as("the console draws no route that has an error handler of its own")
                .doesNotContain("<errorHandler");
        return Pattern.compile("(?s)<route id=\"([^\"]+)\"(?:(?!</route>).)*<onException")
                .matcher(drawn)
                .results()
                .map(route -> route.group(1))
                .toList();
    }

    /** Routes, uses of templates and calls of the REST files; each becomes one route in the console. */
    private static long declaredRoutes(String folder) throws IOException {
        Pattern route = Pattern.compile("(?m)^- (?:route|templatedRoute):|^ +- path: ");
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .filter(file -> !file.toString().contains("/src/"))
                    .mapToLong(file -> {
                        try {
                            Matcher matcher = route.matcher(Files.readString(file));
                            return matcher.results().count();
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .sum();
        }
    }

    @Test
    void a_route_that_two_files_define_ends_the_start() throws IOException {
        Path folder = Files.createDirectories(routes.resolve("carriers/telnyx"));
        Files.copy(ROOT.resolve("carriers/telnyx/telnyx-calls.camel.yaml"), folder.resolve("own.camel.yaml"));

        assertThatThrownBy(() -> SandboxKey.generate()
                        .given(HubProcess.with("--tel.routes-dir=" + routes))
                        .start())
                .hasMessageContaining("ended with status 1")
                .hasMessageContaining("carriers/telnyx/own.camel.yaml: it defines ")
                .hasMessageContaining("as carriers/telnyx/telnyx-calls.camel.yaml does");
    }

    @Test
    void a_file_of_the_operators_directory_wins_over_the_packaged_one() throws IOException {
        Path override = routes.resolve("routes/rest.camel.yaml");
        Files.createDirectories(override.getParent());
        Files.writeString(
                override,
                Files.readString(ROOT.resolve("routes/rest.camel.yaml")).replace("'pong'", "'pong from the operator'"));
        SandboxKey key = SandboxKey.generate();
        try (HubProcess hub =
                key.given(HubProcess.with("--tel.routes-dir=" + routes)).start()) {
            HubProcess.Answer answer = hub.send("GET", "/api/method/ping", Map.of(), null);

            assertThat(answer.json().path("message").asText()).isEqualTo("pong from the operator");
            assertThat(hub.logs()).contains("routes/rest.camel.yaml from file [");
        }
    }
}
