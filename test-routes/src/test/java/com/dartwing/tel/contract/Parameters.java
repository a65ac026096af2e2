package com.dartwing.tel.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The path, query and header parameters of an operation. Cookies are not looked at. */
record Parameters(ApiDocument document, List<JsonNode> described) {
    private static final Set<String> WRITTEN_AS_JSON = Set.of("integer", "number", "boolean");

    List<String> check(Map<String, String> path, Map<String, List<String>> query, Map<String, String> headers) {
        var violations = new ArrayList<String>();
        var unknown = new HashSet<>(query.keySet());
        for (var parameter : described) {
            var name = parameter.path("name").asText();
            switch (parameter.path("in").asText()) {
                case "path" -> checkOne(parameter, valueOf(path, name), violations);
                case "header" -> checkOne(parameter, valueOf(headers, name), violations);
                case "query" -> {
                    checkOne(parameter, query.getOrDefault(name, List.of()), violations);
                    unknown.remove(name);
                }
                default -> {}
            }
        }
        path.forEach((name, value) -> {
            if (value.contains("{")) {
                violations.add("path " + name + ": the placeholder " + value + " was not filled");
            }
        });
        unknown.stream().sorted().forEach(name -> violations.add("query " + name + ": is not described"));
        return violations;
    }

    private static List<String> valueOf(Map<String, String> values, String name) {
        return values.containsKey(name) ? List.of(values.get(name)) : List.of();
    }

    private void checkOne(JsonNode parameter, List<String> values, List<String> violations) {
        var where = parameter.path("in").asText() + " " + parameter.path("name").asText();
        if (values.isEmpty()) {
            if (parameter.path("required").asBoolean()) {
                violations.add(where + ": is missing");
            }
            return;
        }
        var schema = parameter.path("schema");
        var resolved = document.follow(schema);
        if (resolved.path("type").asText().equals("array")) {
            var array = JsonNodeFactory.instance.arrayNode();
            var items = document.follow(resolved.path("items"));
            values.stream()
                    .flatMap(value -> List.of(value.split(",")).stream())
                    .forEach(value -> array.add(typed(items, value)));
            violations.addAll(document.check(schema, array, where));
        } else {
            values.forEach(value -> violations.addAll(document.check(schema, typed(resolved, value), where)));
        }
    }

    /** Outside a body everything is text: what should be a number or a flag is read as one, if it can be. */
    private static JsonNode typed(JsonNode schema, String value) {
        var text = JsonNodeFactory.instance.textNode(value);
        return WRITTEN_AS_JSON.contains(schema.path("type").asText())
                ? Bodies.json(value).orElse(text)
                : text;
    }
}
