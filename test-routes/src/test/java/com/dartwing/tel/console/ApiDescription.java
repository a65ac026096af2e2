package com.dartwing.tel.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The hub's OpenAPI document, and what it says that an answer looks like. */
record ApiDescription(JsonNode document) {

    /** The document as it lies beside the routes. */
    static ApiDescription read() {
        Path file = Path.of(System.getProperty("hub.root", ".."), "routes", "openapi.yaml");
        try {
            Object parsed = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            return new ApiDescription(new ObjectMapper().valueToTree(parsed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A schema of the document, which finds what it refers to beside it. */
    JsonSchema schema(JsonNode schema) {
        var whole = new ObjectMapper().createObjectNode();
        whole.set("components", document.get("components"));
        whole.putArray("allOf").add(schema);
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole);
    }

    /** What the answer of an operation with this status looks like. */
    JsonSchema answer(String path, String method, int status) {
        JsonNode answer =
                document.path("paths").path(path).path(method).path("responses").path("" + status);
        if (answer.has("$ref")) {
            answer = document.at(answer.get("$ref").asText().substring(1));
        }
        JsonNode schema = answer.path("content").path("application/json").path("schema");
        if (schema.isMissingNode()) {
            throw new AssertionError("The document knows no answer " + status + " of " + method + " " + path);
        }
        return schema(schema);
    }
}
