package com.dartwing.tel.hub.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads every declarative file, and says kindly what is missing. */
class RouteFilesTest {

    private static final Path ROOT = Path.of(System.getProperty("hub.root"));
    private static final List<String> FOLDERS = List.of("routes", "carriers", "webhooks", "test-routes/simulators");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Za-z]+)}}");
    private static final Pattern SECRET =
            Pattern.compile("(?i)(password|secret|token|api-?key)\\s*[:=]\\s*[\"']?(?=[^\"']*\\d)[A-Za-z0-9+/_-]{16,}");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** One top-level entry of a route file. */
    private record Entry(Path file, String kind, JsonNode node) {

        String id() {
            return node.path(kind.equals("templatedRoute") ? "routeId" : "id").asText();
        }

        @Override
        public String toString() {
            return ROOT.relativize(file) + ": " + kind + " " + id();
        }
    }

    private static List<Path> files(String suffix) {
        List<Path> found = new ArrayList<>();
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(suffix)).sorted().forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private static List<Entry> entries(String... kinds) {
        List<Entry> entries = new ArrayList<>();
        for (Path file : files(".camel.yaml")) {
            for (JsonNode node : read(file)) {
                for (String kind : kinds) {
                    if (node.has(kind)) {
                        entries.add(new Entry(file, kind, node.get(kind)));
                    }
                }
            }
        }
        return entries;
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is no YAML", e);
        }
    }

    private static Set<String> parameters(JsonNode node) {
        Set<String> names = new HashSet<>();
        node.path("parameters")
                .forEach(parameter -> names.add(parameter.path("name").asText()));
        return names;
    }

    @Test
    void every_route_has_an_id_a_description_and_a_group() {
        assertThat(entries("route")).isNotEmpty().allSatisfy(entry -> says(entry.node(), "id", "description", "group"));
        assertThat(entries("routeTemplate"))
                .isNotEmpty()
                .allSatisfy(entry -> says(entry.node().path("route"), "description", "group"));
        assertThat(entries("templatedRoute")).isNotEmpty().allSatisfy(entry -> assertThat(
                        parameter(entry.node(), "description"))
                .isNotBlank());
    }

    /** What a console shows beside a name, and what a reader finds who opens a file at this place. */
    @Test
    void what_is_no_route_has_a_description_too() {
        assertThat(entries("routeTemplate", "rest", "routeConfiguration"))
                .isNotEmpty()
                .allSatisfy(entry -> says(entry.node(), "description"));
    }

    private static void says(JsonNode node, String... fields) {
        assertThat(fields)
                .allSatisfy(
                        field -> assertThat(node.path(field).asText()).as(field).isNotBlank());
    }

    private static String parameter(JsonNode use, String name) {
        for (JsonNode parameter : use.path("parameters")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter.path("value").asText();
            }
        }
        return "";
    }

    @Test
    void every_rest_call_has_an_id_and_a_description() {
        entries("rest").forEach(entry -> Stream.of("get", "post", "put", "delete")
                .forEach(verb -> entry.node().path(verb).forEach(call -> assertThat(List.of("id", "description", "to"))
                        .allSatisfy(field -> assertThat(call.path(field).asText())
                                .as(entry + " " + call.path("path"))
                                .isNotBlank()))));
    }

    @Test
    void no_id_is_given_twice() {
        Map<String, Entry> known = new HashMap<>();
        entries("route", "templatedRoute", "routeTemplate", "rest").forEach(entry -> {
            assertThat(entry.id()).as(entry.toString()).isNotBlank();
            assertThat(known.put(entry.id(), entry))
                    .as("the same id as " + entry)
                    .isNull();
        });
    }

    @Test
    void a_template_uses_what_it_declares_and_declares_what_it_uses() {
        assertThat(entries("routeTemplate")).isNotEmpty().allSatisfy(template -> {
            Set<String> used = new HashSet<>();
            Matcher matcher = PLACEHOLDER.matcher(template.node().path("route").toString());
            while (matcher.find()) {
                used.add(matcher.group(1));
            }
            assertThat(parameters(template.node())).containsExactlyInAnyOrderElementsOf(used);
            template.node().path("parameters").forEach(parameter -> assertThat(
                            parameter.path("description").asText())
                    .as(parameter.path("name").asText())
                    .isNotBlank());
        });
    }

    @Test
    void a_use_of_a_template_gives_what_the_template_wants_and_nothing_else() {
        Map<String, Entry> templates = new HashMap<>();
        entries("routeTemplate").forEach(template -> templates.put(template.id(), template));

        assertThat(entries("templatedRoute")).isNotEmpty().allSatisfy(use -> {
            Entry template = templates.get(use.node().path("routeTemplateRef").asText());
            assertThat(template).as("its template").isNotNull();
            Set<String> wanted = new HashSet<>();
            template.node().path("parameters").forEach(parameter -> {
                if (!parameter.has("defaultValue")) {
                    wanted.add(parameter.path("name").asText());
                }
            });
            assertThat(parameters(use.node())).containsAll(wanted);
            assertThat(parameters(template.node())).containsAll(parameters(use.node()));
        });
    }

    @Test
    void no_secret_stands_in_clear() {
        assertThat(files(".yaml")).allSatisfy(file -> assertThat(Files.readAllLines(file))
                .noneMatch(line -> SECRET.matcher(line).find()));
    }

    @Test
    void every_carrier_describes_its_settings_like_a_form() {
        List<Path> carriers = files("carrier.yaml");

        assertThat(carriers).isNotEmpty().allSatisfy(file -> {
            JsonNode carrier = read(file);
            assertThat(carrier.path("title").asText()).isNotBlank();
            assertThat(carrier.path("description").asText()).isNotBlank();
            assertThat(carrier.path("settings")).isNotEmpty().allSatisfy(setting -> {
                assertThat(setting.path("title").asText()).isNotBlank();
                assertThat(setting.path("env").asText()).matches("[A-Z][A-Z0-9_]+");
                if (setting.path("secret").asBoolean()) {
                    assertThat(setting.has("value")).as("a secret in clear").isFalse();
                }
            });
        });
    }

    @Test
    void what_starts_with_a_brace_pair_is_a_placeholder_and_not_jq() {
        assertThat(entries("templatedRoute"))
                .allSatisfy(use -> use.node().path("parameters").forEach(parameter -> {
                    String left = PLACEHOLDER
                            .matcher(parameter.path("value").asText().replaceAll("\\{\\{[a-z.-]+}}", ""))
                            .replaceAll("");
                    assertThat(left).as("write } } in jq").doesNotContain("}}").doesNotContain("{{");
                }));
    }
}
