package com.dartwing.tel.hub.carrier.check;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.hub.carrier.check.CarrierFolder.Use;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether {@code carrier.yaml} says what it must, and nothing that nobody reads. */
final class CheckDeclaration {

    private static final String FILE = "carrier.yaml";
    private static final Pattern SETTING = Pattern.compile("\\{\\{([a-z0-9-]+)\\.([a-z0-9-]+)}}");
    private static final Set<String> OF_OAUTH2 = Set.of("token-url", "client-id", "client-secret");
    private static final Set<String> PRICED = Set.of("sms", "mms");

    private CheckDeclaration() {}

    static List<Finding> of(CarrierFolder folder) {
        List<Finding> findings = new ArrayList<>();
        folder.broken().forEach((path, reason) -> findings.add(Finding.wrong(path, reason)));
        schema(folder.declaration()).forEach(message -> findings.add(Finding.wrong(FILE, message)));
        settings(folder, findings);
        meanings(folder.declaration(), findings);
        for (String capability : PRICED) {
            if (folder.can(capability)
                    && folder.declaration()
                            .path("sandbox-rates")
                            .path(capability)
                            .isEmpty()) {
                findings.add(Finding.missing(
                        "sandbox-rates", "no price for " + capability + ": in the sandbox it will never be chosen"));
            }
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok(FILE, "says what it must"));
        }
        return findings;
    }

    private static List<String> schema(JsonNode declaration) {
        try (InputStream file = CheckDeclaration.class.getResourceAsStream("/carriers/carrier.schema.json")) {
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(file);
            return schema.validate(declaration).stream()
                    .map(message -> message.getMessage().replaceFirst("^\\$\\.?", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void settings(CarrierFolder folder, List<Finding> findings) {
        Set<String> declared = new TreeSet<>();
        folder.declaration().path("settings").fieldNames().forEachRemaining(declared::add);
        Set<String> read = read(folder);
        for (String name : declared) {
            if (!read.contains(name)) {
                findings.add(Finding.wrong("setting " + name, "nothing reads it"));
            }
        }
        for (String name : new TreeSet<>(read)) {
            if (!declared.contains(name)) {
                findings.add(Finding.missing("setting " + name, "it is read, and not declared"));
            }
        }
    }

    /** The settings that routes, mappings and the two sections on credentials name. */
    private static Set<String> read(CarrierFolder folder) {
        Set<String> read = new HashSet<>(folder.isSmpp() ? Carrier.SMPP_SETTINGS : Set.of());
        for (Use use : folder.uses()) {
            if (!use.operation().equals("events")) {
                read.add(use.parameters().getOrDefault("url", "url"));
            }
            use.parameters().values().forEach(value -> {
                Matcher named = SETTING.matcher(value);
                while (named.find()) {
                    if (named.group(1).equals(folder.name())) {
                        read.add(named.group(2));
                    }
                }
            });
        }
        JsonNode auth = folder.declaration().path("auth");
        credentials(auth, read);
        auth.forEach(operation -> credentials(operation, read));
        JsonNode webhook = folder.declaration().path("webhook");
        proof(webhook, read);
        webhook.forEach(kind -> proof(kind, read));
        return read;
    }

    private static void proof(JsonNode section, Set<String> read) {
        for (String part : List.of("public-key", "secret", "user", "password")) {
            if (section.has(part)) {
                read.add(section.path(part).asText());
            }
        }
    }

    private static void credentials(JsonNode auth, Set<String> read) {
        Set<String> parts =
                switch (auth.path("scheme").asText()) {
                    case "bearer" -> Set.of("token");
                    case "basic" -> Set.of("user", "password");
                    case "header" -> Set.of("value");
                    case "oauth2" -> OF_OAUTH2;
                    default -> Set.of();
                };
        parts.forEach(part -> read.add(auth.path(part).asText(part)));
    }

    private static void meanings(JsonNode declaration, List<Finding> findings) {
        Set<String> states = new HashSet<>();
        declaration.path("statuses").forEach(state -> states.add(state.asText()));
        if (!states.contains("Delivered")) {
            findings.add(Finding.missing("statuses", "no word of a receipt means Delivered"));
        }
        if (!states.contains("Undelivered") && !states.contains("Failed")) {
            findings.add(Finding.missing("statuses", "no word of a receipt means Undelivered or Failed"));
        }
        if (declaration.path("errors").isEmpty() && !declaration.has("smpp")) {
            findings.add(Finding.hint("errors", "no code has a meaning of its own: the HTTP status decides"));
        }
    }
}
