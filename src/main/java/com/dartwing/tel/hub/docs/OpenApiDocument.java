package com.dartwing.tel.hub.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The contract with our callers, at {@code /openapi.json}. It is written by hand in {@code routes/openapi.yaml}, beside
 * the routes that keep it, and turned into JSON once at the start.
 */
@RestController
final class OpenApiDocument {

    private final byte[] document;

    OpenApiDocument(ObjectMapper json) throws IOException {
        try (InputStream yaml = new ClassPathResource("routes/openapi.yaml").getInputStream()) {
            Object parsed = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            document = json.writeValueAsBytes(parsed);
        }
    }

    @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] show() {
        return document.clone();
    }
}
