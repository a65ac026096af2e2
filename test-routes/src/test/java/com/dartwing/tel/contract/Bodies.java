package com.dartwing.tel.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads bodies into the one model that schemas judge. */
final class Bodies {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Bodies() {}

    /** Nothing when the text is not what the media type says. Types other than JSON and forms are one string. */
    static Optional<JsonNode> read(MediaType type, String body) {
        if (type.isJson()) {
            return json(body);
        }
        if (type.isForm()) {
            var fields = JsonNodeFactory.instance.objectNode();
            form(body).forEach((name, values) -> fields.put(name, String.join(",", values)));
            return Optional.of(fields);
        }
        return Optional.of(JsonNodeFactory.instance.textNode(body));
    }

    /** JSON as strict servers read it: no duplicate names, nothing after the value. */
    static Optional<JsonNode> json(String body) {
        try {
            return Optional.of(JSON.readTree(body)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    static Map<String, List<String>> form(String text) {
        var fields = new LinkedHashMap<String, List<String>>();
        for (var pair : text.split("&")) {
            if (!pair.isEmpty()) {
                var parts = pair.split("=", 2);
                fields.computeIfAbsent(URLDecoder.decode(parts[0], UTF_8), name -> new ArrayList<>())
                        .add(parts.length == 2 ? URLDecoder.decode(parts[1], UTF_8) : "");
            }
        }
        return fields;
    }
}
