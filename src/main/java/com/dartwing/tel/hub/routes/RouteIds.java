package com.dartwing.tel.hub.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.Resource;

/** The ids of the routes and templates that a file defines. */
final class RouteIds {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private RouteIds() {}

    /** None of a file that is no route file or no YAML, which is told where it is loaded. */
    static List<String> of(String path, Resource file) {
        List<String> ids = new ArrayList<>();
        if (path.endsWith(".camel.yaml")) {
            try {
                for (JsonNode entry : YAML.readTree(RouteFiles.text(file))) {
                    add(entry.path("route").path("id"), ids);
                    add(entry.path("routeTemplate").path("id"), ids);
                    add(entry.path("templatedRoute").path("routeId"), ids);
                }
            } catch (IOException | UncheckedIOException e) {
                return List.of();
            }
        }
        return ids;
    }

    private static void add(JsonNode id, List<String> ids) {
        if (id.isTextual()) {
            ids.add(id.textValue());
        }
    }
}
