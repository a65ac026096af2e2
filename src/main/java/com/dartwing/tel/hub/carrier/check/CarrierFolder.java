package com.dartwing.tel.hub.carrier.check;

import com.dartwing.tel.hub.routes.RouteFiles;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A carrier's files as they stand: what it declares, its uses of the shared templates, and what its documentation shows
 * of its answers and calls.
 *
 * @param declaration {@code carrier.yaml}
 * @param uses of templates, in its folder and among the inbound webhooks
 * @param samples {@code samples.yaml}; missing when there is none
 * @param broken files that cannot be loaded, with the reason
 */
record CarrierFolder(String name, JsonNode declaration, List<Use> uses, JsonNode samples, Map<String, String> broken) {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** One use of a template. */
    record Use(String file, String template, String routeId, Map<String, String> parameters) {

        boolean isSmpp() {
            return template.startsWith("carrier-smpp");
        }

        /** What it does: {@code sms.send}, {@code health}, or {@code events} for a webhook. */
        String operation() {
            return switch (template) {
                case "carrier-probe", "carrier-smpp-probe" -> "health";
                case "carrier-smpp" -> "sms.send";
                case "carrier-webhook" -> "events";
                default -> parameters.getOrDefault("operation", "");
            };
        }
    }

    /** The folder of this name, or nothing when there is no {@code carrier.yaml} in one. */
    static Optional<CarrierFolder> read(RouteFiles files, String name) {
        Map<String, String> broken = new TreeMap<>();
        String folder = "carriers/" + name + "/";
        Map<String, JsonNode> own = new TreeMap<>();
        files.matching(path -> path.startsWith(folder) || path.startsWith("webhooks/inbound/"))
                .forEach((path, file) -> {
                    try {
                        own.put(path, YAML.readTree(RouteFiles.text(file)));
                    } catch (IOException | UncheckedIOException e) {
                        if (path.contains(name)) {
                            broken.put(path, e.getMessage().lines().findFirst().orElse("it is no YAML"));
                        }
                    }
                });
        files.definedTwice().forEach((path, why) -> {
            if (own.containsKey(path)) {
                broken.put(path, why);
            }
        });
        String declaration = folder + "carrier.yaml";
        if (!own.containsKey(declaration) && !broken.containsKey(declaration)) {
            return Optional.empty();
        }
        List<Use> uses = new ArrayList<>();
        own.forEach((path, content) -> content.forEach(entry -> {
            Use use = use(path, entry.path("templatedRoute"));
            if (path.endsWith(".camel.yaml")
                    && (path.startsWith(folder) && !use.template().isEmpty()
                            || name.equals(use.parameters().get("carrier")))) {
                uses.add(use);
            }
        }));
        return Optional.of(new CarrierFolder(
                name,
                own.getOrDefault(declaration, MissingNode.getInstance()),
                uses,
                own.getOrDefault(folder + "samples.yaml", MissingNode.getInstance()),
                broken));
    }

    private static Use use(String path, JsonNode route) {
        Map<String, String> parameters = new HashMap<>();
        route.path("parameters")
                .forEach(parameter -> parameters.put(
                        parameter.path("name").asText(), parameter.path("value").asText()));
        return new Use(
                path,
                route.path("routeTemplateRef").asText(),
                route.path("routeId").asText(),
                parameters);
    }

    /** The use that does this, if there is one. */
    Optional<Use> use(String operation) {
        return uses.stream().filter(use -> use.operation().equals(operation)).findFirst();
    }

    /** Whether messages go to it over SMPP. */
    boolean isSmpp() {
        return declaration.has("smpp");
    }

    boolean can(String capability) {
        for (JsonNode word : declaration.path("capabilities")) {
            if (word.asText().equals(capability)) {
                return true;
            }
        }
        return false;
    }
}
