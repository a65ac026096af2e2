package com.dartwing.tel.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The OpenAPI document is sound in itself: what it refers to is there, and its examples are what it describes. */
class OpenApiTest {

    private final ApiDescription api = ApiDescription.read();
    private final JsonNode document = api.document();

    @Test
    void every_reference_leads_somewhere() {
        List<JsonNode> references = document.findValues("$ref");

        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.at(reference.asText().substring(1)).isMissingNode())
                .as(reference.asText())
                .isFalse());
    }

    @Test
    void every_operation_has_a_name_of_its_own_a_summary_and_a_tag() {
        Set<String> names = new HashSet<>();
        for (JsonNode operation : operations()) {
            assertThat(names.add(operation.path("operationId").asText()))
                    .as(operation.path("operationId").asText())
                    .isTrue();
            assertThat(operation.path("summary").asText()).isNotBlank();
            assertThat(operation.path("tags")).hasSize(1);
            assertThat(operation.path("responses").fieldNames()).toIterable().anyMatch(code -> code.startsWith("2"));
        }
    }

    @Test
    void every_example_is_what_its_schema_describes() {
        int checked = 0;
        for (JsonNode media : document.findValues("application/json")) {
            JsonSchema schema = api.schema(media.path("schema"));
            for (JsonNode example : examples(media)) {
                assertThat(schema.validate(example)).as(example.toString()).isEmpty();
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(12);
    }

    @Test
    void a_request_with_an_unknown_field_is_none() {
        JsonNode request = document.at("/components/schemas/SendSms");
        JsonNode unknown = new ObjectMapper()
                .createObjectNode()
                .put("to", "+14155551234")
                .put("body", "x")
                .put("z", 1);

        assertThat(api.schema(request).validate(unknown)).isNotEmpty();
    }

    private List<JsonNode> operations() {
        List<JsonNode> operations = new ArrayList<>();
        for (String group : List.of("paths", "webhooks")) {
            for (JsonNode path : document.path(group)) {
                for (String method : List.of("get", "post", "put", "delete")) {
                    if (path.has(method)) {
                        operations.add(path.get(method));
                    }
                }
            }
        }
        return operations;
    }

    private static List<JsonNode> examples(JsonNode media) {
        List<JsonNode> examples = new ArrayList<>();
        if (media.has("example")) {
            examples.add(media.get("example"));
        }
        media.path("examples").forEach(example -> examples.add(example.path("value")));
        return examples;
    }
}
