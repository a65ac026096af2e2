package com.dartwing.tel.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Turns a schema of OpenAPI 3.0 or 3.1 into one of JSON Schema 2020-12 that refuses properties which it does not name.
 *
 * <p>An object is closed where it stands in a document (the body, a property, an element), not inside {@code allOf}, whose
 * parts must tolerate each other. An object that names no property at all stays free, as do declared
 * {@code additionalProperties}.
 */
final class StrictSchema {
    private static final String COMPONENTS = "#/components/schemas/";
    private static final String DEFINITIONS = "#/$defs/";
    private static final Set<String> NOT_JUDGED = Set.of(
            "title",
            "description",
            "example",
            "examples",
            "default",
            "deprecated",
            "discriminator",
            "externalDocs",
            "nullable",
            "readOnly",
            "writeOnly",
            "xml");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonNode components;
    private final ObjectNode definitions = NODES.objectNode();

    StrictSchema(JsonNode components) {
        this.components = components;
        components.properties().forEach(entry -> definitions.set(entry.getKey(), convert(entry.getValue(), false)));
    }

    /** A schema that stands alone: what it refers to is inside. */
    JsonNode close(JsonNode schema) {
        var result = NODES.objectNode().put("$schema", "https://json-schema.org/draft/2020-12/schema");
        result.set("$defs", definitions);
        convert(schema, true).properties().forEach(entry -> result.set(entry.getKey(), entry.getValue()));
        return result;
    }

    private JsonNode convert(JsonNode schema, boolean closed) {
        if (!schema.isObject()) {
            return schema;
        }
        // Alternatives that say everything are closed one by one, so that each refuses what belongs to another.
        boolean alternatives = closed && isChoice(schema);
        var result = NODES.objectNode();
        for (var entry : schema.properties()) {
            var key = entry.getKey();
            var value = entry.getValue();
            if (NOT_JUDGED.contains(key) || key.startsWith("x-")) {
                continue;
            }
            result.set(
                    key,
                    switch (key) {
                        case "$ref" -> NODES.textNode(value.asText().replace(COMPONENTS, DEFINITIONS));
                        case "properties", "patternProperties" -> map(value, property -> convert(property, true));
                        case "items", "additionalProperties", "not" -> convert(value, true);
                        case "allOf" -> list(value, part -> convert(part, false));
                        case "oneOf", "anyOf" -> list(value, part -> convert(part, alternatives));
                        default -> value;
                    });
        }
        dropOldBound(schema, result, "minimum", "exclusiveMinimum");
        dropOldBound(schema, result, "maximum", "exclusiveMaximum");
        if (schema.path("nullable").asBoolean() && schema.path("type").isTextual()) {
            allowNull(result);
        }
        var names = closed && !alternatives ? names(schema) : Set.<String>of();
        if (!names.isEmpty()) {
            // Not `unevaluatedProperties`: where one part fails, that would blame the names of all others too.
            names.forEach(result.putObject("propertyNames").putArray("enum")::add);
        }
        return result;
    }

    private boolean isChoice(JsonNode schema) {
        return (schema.has("oneOf") || schema.has("anyOf"))
                && !schema.has("properties")
                && !schema.has("allOf")
                && !schema.has("$ref");
    }

    /** The names that the schema and its parts give, in order; nothing when others are allowed, or no name is given. */
    private Set<String> names(JsonNode schema) {
        var names = new LinkedHashSet<String>();
        return collect(schema, names, new HashSet<>()) ? names : Set.of();
    }

    /** Tells whether the schema leaves no room for other names than those that it adds. */
    private boolean collect(JsonNode schema, Set<String> names, Set<String> seen) {
        if (schema.path("additionalProperties")
                        .asBoolean(schema.path("additionalProperties").isObject())
                || schema.has("patternProperties")) {
            return false;
        }
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        var reference = schema.path("$ref").asText();
        if (reference.startsWith(COMPONENTS)
                && seen.add(reference)
                && !collect(components.path(reference.substring(COMPONENTS.length())), names, seen)) {
            return false;
        }
        for (var keyword : List.of("allOf", "oneOf", "anyOf")) {
            for (var part : schema.path(keyword)) {
                if (!collect(part, names, seen)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** In OpenAPI 3.0 {@code exclusiveMinimum} is a flag beside {@code minimum}; since 3.1 it is the bound itself. */
    private static void dropOldBound(JsonNode schema, ObjectNode result, String bound, String exclusive) {
        if (schema.path(exclusive).isBoolean()) {
            result.remove(exclusive);
            if (schema.get(exclusive).asBoolean()) {
                result.set(exclusive, result.remove(bound));
            }
        }
    }

    private static void allowNull(ObjectNode result) {
        var type = result.get("type");
        result.set("type", NODES.arrayNode().add(type).add("null"));
        if (result.get("enum") instanceof ArrayNode values) {
            result.set("enum", NODES.arrayNode().addAll(values).add(NODES.nullNode()));
        }
    }

    private static JsonNode map(JsonNode values, Function<JsonNode, JsonNode> change) {
        var result = NODES.objectNode();
        values.properties().forEach(entry -> result.set(entry.getKey(), change.apply(entry.getValue())));
        return result;
    }

    private static JsonNode list(JsonNode values, Function<JsonNode, JsonNode> change) {
        var result = NODES.arrayNode();
        values.forEach(value -> result.add(change.apply(value)));
        return result;
    }
}
