package com.dartwing.tel.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One OpenAPI document, 3.0 or 3.1, whose local references are followed as they are met. */
final class ApiDocument {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .locale(Locale.ENGLISH)
            .build();

    private final JsonNode root;
    private final StrictSchema strict;
    private final List<Operation> operations;
    private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

    private ApiDocument(JsonNode root) {
        this.root = root;
        this.strict = new StrictSchema(root.at("/components/schemas"));
        this.operations = readOperations();
    }

    static ApiDocument read(InputStream in) throws IOException {
        return new ApiDocument(new YAMLMapper().readTree(in));
    }

    List<Operation> operations() {
        return operations;
    }

    /** A webhook of OpenAPI 3.1, or the callback by which 3.0 describes the same. */
    Optional<Operation> webhook(String name) {
        var item = follow(root.path("webhooks").path(name));
        if (item.isMissingNode()) {
            // A callback object has one entry: the expression of its URL.
            var callbacks =
                    follow(root.path("components").path("callbacks").path(name)).elements();
            if (!callbacks.hasNext()) {
                return Optional.empty();
            }
            item = callbacks.next();
        }
        return Optional.of(new Operation(this, "POST", new PathTemplate(""), item, item.path("post")));
    }

    boolean sentAsArray(String webhook) {
        for (var name : root.path("x-sent-as-array")) {
            if (name.asText().equals(webhook)) {
                return true;
            }
        }
        return false;
    }

    /** The node itself, or what its {@code $ref} points to. */
    JsonNode follow(JsonNode node) {
        return node.has("$ref") ? follow(root.at(node.get("$ref").asText().substring(1))) : node;
    }

    JsonNode securityScheme(String name) {
        return follow(root.path("components").path("securitySchemes").path(name));
    }

    JsonNode security() {
        return root.path("security");
    }

    List<String> check(JsonNode schema, JsonNode value, String where) {
        return compiled
                .computeIfAbsent(schema, key -> SCHEMAS.getSchema(strict.close(key), CONFIG))
                .validate(value)
                .stream()
                .map(message -> where + message.getInstanceLocation() + ": " + message.getError())
                .sorted()
                .toList();
    }

    private List<Operation> readOperations() {
        var found = new ArrayList<Operation>();
        for (var path : root.path("paths").properties()) {
            var item = follow(path.getValue());
            for (var entry : item.properties()) {
                if (METHODS.contains(entry.getKey())) {
                    var template = new PathTemplate(basePath(entry.getValue(), item) + path.getKey());
                    found.add(new Operation(
                            this, entry.getKey().toUpperCase(Locale.ROOT), template, item, entry.getValue()));
                }
            }
        }
        return List.copyOf(found);
    }

    /** The path part of the nearest server; operation before path item before document. */
    private String basePath(JsonNode operation, JsonNode item) {
        for (var level : List.of(operation, item, root)) {
            if (level.has("servers")) {
                var path = level.at("/servers/0/url").asText().replaceFirst("^https?://[^/]+", "");
                return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            }
        }
        return "";
    }
}
