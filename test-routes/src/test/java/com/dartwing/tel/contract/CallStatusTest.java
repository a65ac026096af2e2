package com.dartwing.tel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import org.junit.jupiter.api.Test;

/** What the carriers' documents show of how it stands with a call, read as the hub reads it. */
class CallStatusTest {

    private static final Path ROOT = Path.of(System.getProperty("hub.root"));
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** What the folder's mapping makes of an answer. */
    private static JsonNode read(String carrier, JsonNode answer) throws IOException {
        JsonNode route = routes(carrier)
                .map(one -> one.path("templatedRoute"))
                .filter(one -> one.path("routeId").asText().equals(carrier + "-call-status"))
                .findFirst()
                .orElseThrow();
        String response = StreamSupport.stream(route.path("parameters").spliterator(), false)
                .filter(one -> one.path("name").asText().equals("response"))
                .findFirst()
                .orElseThrow()
                .path("value")
                .asText();
        Scope jq = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, jq);
        List<JsonNode> mapped = new ArrayList<>();
        JsonQuery.compile(response, Versions.JQ_1_6).apply(jq, answer, mapped::add);
        return mapped.get(0);
    }

    /** The same of what its document shows. */
    private static JsonNode shown(String carrier) throws IOException {
        return read(
                carrier,
                YAML.readTree(ROOT.resolve("carriers/" + carrier + "/samples.yaml")
                                .toFile())
                        .path("call.status")
                        .path("response"));
    }

    private static Stream<JsonNode> routes(String carrier) throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("carriers/" + carrier))) {
            List<JsonNode> routes = new ArrayList<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .toList()) {
                YAML.readTree(file.toFile()).forEach(routes::add);
            }
            return routes.stream();
        }
    }

    @Test
    void telnyx_tells_whether_a_call_is_up_and_when_it_ended() throws IOException {
        JsonNode up = read("telnyx", Json.read("{\"data\":{\"call_control_id\":\"v3:a\",\"is_alive\":true}}"));

        assertThat(shown("telnyx"))
                .isEqualTo(Json.read("{\"carrierId\":\"v3:MdI91X4lWFEs7IgbBEOT9M4AigoY08M0WWZFISt1Yw2axZ_IiE4pqg\","
                        + "\"alive\":false,\"endedAt\":\"2019-01-23T18:11:52.574Z\"}"));
        assertThat(up).isEqualTo(Json.read("{\"carrierId\":\"v3:a\",\"alive\":true,\"endedAt\":null}"));
    }

    @Test
    void bandwidth_tells_when_it_was_answered_and_why_it_ended_too() throws IOException {
        JsonNode queued = read("bandwidth", Json.read("{\"callId\":\"c-1\",\"state\":\"queued\"}"));

        assertThat(shown("bandwidth"))
                .isEqualTo(
                        Json.read("{\"carrierId\":\"c-15ac29a2-1331029c-2cb0-4a07-b215-b22865662d85\",\"alive\":false,"
                                + "\"answeredAt\":\"2022-06-16T13:15:18.126Z\",\"endedAt\":\"2022-06-16T13:15:18.314Z\","
                                + "\"cause\":\"hangup\"}"));
        assertThat(queued.path("alive").asBoolean()).isTrue();
    }

    @Test
    void sinch_tells_how_long_it_lasted_and_why_it_ended() throws IOException {
        JsonNode up = read("sinch", Json.read("{\"callId\":\"c\",\"status\":\"ONGOING\",\"result\":\"N/A\"}"));
        JsonNode busy = read(
                "sinch",
                Json.read(
                        "{\"callId\":\"c\",\"status\":\"FINAL\",\"result\":\"BUSY\",\"reason\":\"N/A\",\"duration\":0}"));

        assertThat(shown("sinch"))
                .isEqualTo(Json.read("{\"carrierId\":\"a call UUID\",\"alive\":false,\"seconds\":138,"
                        + "\"cause\":\"ANSWERED CALLEEHANGUP\"}"));
        assertThat(up.path("alive").asBoolean()).isTrue();
        assertThat(busy)
                .isEqualTo(Json.read("{\"carrierId\":\"c\",\"alive\":false,\"seconds\":null,\"cause\":\"BUSY\"}"));
    }
}
