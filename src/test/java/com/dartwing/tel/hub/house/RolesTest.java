package com.dartwing.tel.hub.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every route that begins something by itself is one role's, or every process's. */
class RolesTest {

    private static final Path ROOT = Path.of(System.getProperty("hub.root"));
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void each_route_that_begins_something_is_named_once() throws IOException {
        List<String> patterns = new ArrayList<>();
        read(ROOT.resolve("routes/roles.yaml")).forEach(role -> role.forEach(name -> patterns.add(name.asText())));

        assertThat(beginners()).isNotEmpty().allSatisfy(route -> assertThat(patterns)
                .as("the roles of " + route)
                .filteredOn(pattern -> pattern.endsWith("*")
                        ? route.startsWith(pattern.substring(0, pattern.length() - 1))
                        : route.equals(pattern))
                .hasSize(1));
    }

    private static List<String> beginners() throws IOException {
        List<String> found = new ArrayList<>();
        for (String folder : List.of("routes", "webhooks", "carriers")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".camel.yaml"))
                        .toList()) {
                    read(file).forEach(entry -> {
                        String uri =
                                entry.path("route").path("from").path("uri").asText("direct:");
                        if (!uri.startsWith("direct:") && !uri.startsWith("platform-http:")) {
                            found.add(entry.path("route").path("id").asText());
                        }
                        if (entry.path("templatedRoute")
                                .path("routeTemplateRef")
                                .asText()
                                .equals("event-consumer")) {
                            found.add(
                                    entry.path("templatedRoute").path("routeId").asText());
                        }
                    });
                }
            }
        }
        return found;
    }

    private static JsonNode read(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }
}
