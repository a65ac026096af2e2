package com.dartwing.tel.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The security requirements of an operation: one of them must be met, all schemes of it (OpenAPI 3.1, section 4.8.30).
 * Looks at the form of credentials only, never at their worth.
 */
record Credentials(ApiDocument document, JsonNode requirements) {
    /** RFC 6750, section 2.1. */
    private static final Pattern BEARER = Pattern.compile("Bearer [A-Za-z0-9._~+/-]+=*");

    List<String> check(Map<String, String> headers, Map<String, List<String>> query) {
        if (requirements.isEmpty()) {
            return List.of();
        }
        var wanted = new ArrayList<String>();
        for (var requirement : requirements) {
            var schemes = new ArrayList<String>();
            requirement.fieldNames().forEachRemaining(schemes::add);
            if (schemes.stream().allMatch(scheme -> isMet(document.securityScheme(scheme), headers, query))) {
                return List.of();
            }
            wanted.add(String.join(" and ", schemes));
        }
        return List.of("credentials: " + String.join(" or ", wanted) + " is missing");
    }

    private static boolean isMet(JsonNode scheme, Map<String, String> headers, Map<String, List<String>> query) {
        var authorization = headers.getOrDefault("Authorization", "");
        return switch (scheme.path("type").asText()) {
            case "oauth2", "openIdConnect" -> BEARER.matcher(authorization).matches();
            case "http" ->
                scheme.path("scheme").asText().toLowerCase(Locale.ROOT).equals("basic")
                        ? isBasic(authorization)
                        : BEARER.matcher(authorization).matches();
            case "apiKey" -> hasKey(scheme, headers, query);
            default -> false;
        };
    }

    private static boolean hasKey(JsonNode scheme, Map<String, String> headers, Map<String, List<String>> query) {
        var name = scheme.path("name").asText();
        return switch (scheme.path("in").asText()) {
            case "header" -> !headers.getOrDefault(name, "").isBlank();
            case "query" -> query.containsKey(name);
            default -> false;
        };
    }

    /** RFC 7617, section 2: the base64 of a user, a colon and a password, here both given. */
    private static boolean isBasic(String authorization) {
        if (!authorization.startsWith("Basic ")) {
            return false;
        }
        try {
            var pair = new String(Base64.getDecoder().decode(authorization.substring(6)), ISO_8859_1);
            int colon = pair.indexOf(':');
            return colon > 0 && colon < pair.length() - 1;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
