package com.dartwing.tel.hub.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The routes' gate and what the API document says of it are the same: no call without a word on who may make it. */
class GateTest {

    private static final Path ROUTES = Path.of(System.getProperty("hub.root"), "routes");
    private static final List<String> METHODS = List.of("get", "post", "put", "delete");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final List<Call> CALLS = new ArrayList<>();
    private static final Map<String, String> ROUTE_TEXTS = new HashMap<>();
    private static final Map<String, JsonNode> OPERATIONS = new HashMap<>();

    /** A call of the REST DSL. */
    private record Call(String method, String path, String route) {

        /** What the document says of it; a template of the route may be several paths there. */
        List<JsonNode> described() {
            String pattern = method + " " + path.replaceAll("\\{[^}]+}", "[^/]+");
            return OPERATIONS.entrySet().stream()
                    .filter(operation -> operation.getKey().matches(pattern))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> files = Files.walk(ROUTES)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .toList()) {
                YAML.readTree(file.toFile()).forEach(GateTest::entry);
            }
        }
        YAML.readTree(ROUTES.resolve("openapi.yaml").toFile())
                .path("paths")
                .properties()
                .forEach(path -> METHODS.stream()
                        .filter(path.getValue()::has)
                        .forEach(method ->
                                operation(method, path.getKey(), path.getValue().path(method))));
    }

    private static void entry(JsonNode entry) {
        JsonNode rest = entry.path("rest");
        for (String method : METHODS) {
            rest.path(method)
                    .forEach(call -> CALLS.add(new Call(
                            method,
                            (rest.path("path").asText() + call.path("path").asText()).replace("//", "/"),
                            call.path("to").asText())));
        }
        if (entry.has("route")) {
            ROUTE_TEXTS.put(
                    entry.at("/route/from/uri").asText(), entry.path("route").toString());
        }
    }

    private static void operation(String method, String path, JsonNode node) {
        OPERATIONS.put(method + " " + path, node);
        // An alias is a path, or a method and a path.
        node.path("x-aliases").forEach(alias -> {
            String name = alias.asText();
            OPERATIONS.put(name.contains(" ") ? name : method + " " + name, node);
        });
    }

    @Test
    void every_call_is_described() {
        assertThat(CALLS).isNotEmpty().allSatisfy(call -> assertThat(call.described())
                .as("openapi.yaml describes it, or names it among x-aliases")
                .isNotEmpty());
    }

    @Test
    void every_operation_says_who_may_call_it() {
        assertThat(OPERATIONS).isNotEmpty().allSatisfy((name, operation) -> {
            boolean open = operation.path("security").isArray()
                    && operation.path("security").isEmpty();
            assertThat(Stream.of(open, operation.has("x-permission"), operation.has("x-person"))
                            .filter(said -> said))
                    .as("one of x-permission, x-person and an empty security")
                    .hasSize(1);
        });
    }

    @Test
    void the_permission_that_the_document_names_is_the_one_that_the_route_asks_for() {
        assertThat(CALLS).allSatisfy(call -> call.described().stream()
                .filter(operation -> operation.has("x-permission"))
                .forEach(operation -> assertThat(ROUTE_TEXTS.get(call.route()))
                        .contains("admit(${exchange}, '"
                                + operation.path("x-permission").asText() + "'")));
    }
}
