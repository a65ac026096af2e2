package com.dartwing.tel.contract;

import com.dartwing.tel.contract.CarrierContract.Target;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One method of one path, or one webhook: what goes in and what comes out. */
record Operation(ApiDocument document, String method, PathTemplate path, JsonNode item, JsonNode node) {

    boolean matches(Target target) {
        return path.match(target.path()).isPresent();
    }

    Map<String, String> values(Target target) {
        return path.match(target.path()).orElseThrow();
    }

    Credentials credentials() {
        return new Credentials(document, node.has("security") ? node.get("security") : document.security());
    }

    Parameters parameters() {
        var all = new ArrayList<JsonNode>();
        item.path("parameters").forEach(parameter -> all.add(document.follow(parameter)));
        node.path("parameters").forEach(parameter -> all.add(document.follow(parameter)));
        return new Parameters(document, List.copyOf(all));
    }

    /** A body is wanted wherever one is described, unless the document says {@code required: false} in so many words. */
    List<String> checkRequestBody(String contentType, String body) {
        var described = document.follow(node.path("requestBody"));
        boolean empty = body == null || body.isEmpty();
        if (described.isMissingNode()) {
            return empty ? List.of() : List.of("body: none is described");
        }
        if (empty) {
            return described.path("required").asBoolean(true) ? List.of("body: is missing") : List.of();
        }
        return checkContent(described.path("content"), Optional.ofNullable(contentType), body);
    }

    List<String> checkResponse(int status, String body) {
        var described = described(status);
        if (described.isEmpty()) {
            return List.of("status " + status + " is not described");
        }
        var content = described.get().path("content");
        boolean empty = body == null || body.isEmpty();
        if (content.isEmpty()) {
            return empty ? List.of() : List.of("body: status " + status + " has none");
        }
        if (empty) {
            return List.of("body: is missing");
        }
        return checkContent(content, Optional.of(content.fieldNames().next()), body);
    }

    /** The status itself before its class before {@code default} (OpenAPI 3.1, section 4.8.16). */
    private Optional<JsonNode> described(int status) {
        var responses = node.path("responses");
        for (var key : List.of(String.valueOf(status), status / 100 + "XX", "default")) {
            if (responses.has(key)) {
                return Optional.of(document.follow(responses.get(key)));
            }
        }
        return Optional.empty();
    }

    private List<String> checkContent(JsonNode content, Optional<String> contentType, String body) {
        if (contentType.isEmpty()) {
            return List.of("header Content-Type: is missing");
        }
        var mediaType = MediaType.of(contentType.get());
        for (var entry : content.properties()) {
            if (mediaType.name().equals(MediaType.of(entry.getKey()).name())) {
                var violations = new ArrayList<>(mediaType.violations());
                Bodies.read(mediaType, body)
                        .ifPresentOrElse(
                                value -> violations.addAll(
                                        document.check(entry.getValue().path("schema"), value, "body")),
                                () -> violations.add("body: is not " + mediaType.name()));
                return List.copyOf(violations);
            }
        }
        var allowed = new ArrayList<String>();
        content.fieldNames().forEachRemaining(allowed::add);
        return List.of("header Content-Type: " + contentType.get() + " is none of " + allowed);
    }
}
