package com.dartwing.tel.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Every operation of the OpenAPI document for every kind of caller. What is expected is what the document says of an
 * operation: {@code x-permission} (a key with it, or with one of them, or any key for {@code any}), {@code x-person} (a person with one of these roles) or an empty {@code
 * security} (everybody). An operation that says none of these fails.
 */
class GateIT {

    private static final String RESOURCE = "/api/resource/";
    private static final String ANY = "any";
    private static final String PASSWORD = "a password for tests";
    private static final List<String> METHODS = List.of("get", "post", "put", "delete");
    private static final List<String> ROLES = List.of("System Manager", "Dartwing Tel Admin", "Dartwing Tel User");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final JsonNode DOCUMENT = ApiDescription.read().document();

    private static Site site;
    private static ObjectNode allPermissions;
    private static String foreign;
    private static final Map<String, String> DEAD_KEYS = new TreeMap<>();
    private static final Map<String, String> KEYS_WITH = new TreeMap<>();
    private static final Map<String, String> KEYS_WITHOUT = new TreeMap<>();

    /** An operation under one of its names. */
    private record Operation(String method, String path, JsonNode node) {

        String permission() {
            return node.path("x-permission").asText(null);
        }

        List<String> roles() {
            List<String> roles = new ArrayList<>();
            node.path("x-person").forEach(role -> roles.add(role.asText()));
            return roles;
        }

        boolean isOpen() {
            return node.path("security").isArray() && node.path("security").isEmpty();
        }

        /** The parameter that names the caller's own record that is asked for, or null. */
        String recordParameter() {
            for (JsonNode parameter : node.path("parameters")) {
                String name = parameter.path("name").asText();
                if (parameter.path("required").asBoolean()
                        && parameter.path("in").asText().equals("query")
                        && (name.equals("id") || name.endsWith("_id"))) {
                    return name;
                }
            }
            return null;
        }

        Answer ask(Map<String, String> credentials, String query) {
            String concrete = path.replace("{record_type}", "TEL%20DNC%20Entry").replaceAll("\\{[^}]+}", "none");
            return site.hub()
                    .send(
                            method.toUpperCase(Locale.ROOT),
                            concrete + query,
                            credentials,
                            method.equals("get") ? null : "{}");
        }
    }

    private static List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        DOCUMENT.path("paths")
                .properties()
                .forEach(path -> METHODS.forEach(method -> {
                    JsonNode node = path.getValue().path(method);
                    if (!node.isMissingNode()) {
                        operations.add(new Operation(method, path.getKey(), node));
                        // An alias is a path, or a method and a path.
                        node.path("x-aliases").forEach(alias -> {
                            String[] parts = alias.asText().split(" ");
                            operations.add(new Operation(
                                    parts.length == 2 ? parts[0] : method, parts[parts.length - 1], node));
                        });
                    }
                }));
        return operations;
    }

    @BeforeAll
    static void prepare() throws Exception {
        site = Site.start();
        allPermissions = (ObjectNode)
                JSON.readTree(
                        """
                {"sms":{"send":true,"receive":true,"batch":true},"voice":{"call":true,"record":true,"conference":true},
                 "fax":{"send":true,"receive":true},"numbers":{"search":true,"purchase":true,"configure":true},
                 "emergency":{"broadcast":true,"register":true,"call":true},"analytics":{"read":true}}
                """);
        operations().stream()
                .map(Operation::permission)
                .filter(p -> p != null && !p.equals(ANY))
                .distinct()
                .forEach(permission -> {
                    ObjectNode without = allPermissions.deepCopy();
                    for (String one : oneOf(permission)) {
                        String[] parts = one.split("\\.");
                        ObjectNode with = JSON.createObjectNode();
                        with.putObject(parts[0]).put(parts[1], true);
                        ((ObjectNode) without.path(parts[0])).put(parts[1], false);
                        KEYS_WITH.put(one, secret(newKey(with)));
                    }
                    KEYS_WITHOUT.put(permission, secret(newKey(without)));
                });
        JsonNode suspended = newKey(allPermissions);
        order("suspend", suspended);
        JsonNode revoked = newKey(allPermissions);
        order("revoke", revoked);
        JsonNode expired = newKey(allPermissions);
        admin("/api/method/dartwing_tel.admin.rotate_key", "{\"grace_hours\":0,\"name\":\"" + name(expired) + "\"}");
        DEAD_KEYS.put("a suspended key", secret(suspended));
        DEAD_KEYS.put("a revoked key", secret(revoked));
        DEAD_KEYS.put("a secret after its grace", secret(expired));
        DEAD_KEYS.put("an unknown key", "tel_live_" + "0".repeat(64));
        for (String role : ROLES) {
            admin(
                    RESOURCE + "TEL%20Person",
                    "{\"username\":\"" + role + "\",\"password\":\"" + PASSWORD + "\",\"roles\":[\"" + role + "\"]}");
        }
        foreign = site.hub()
                .post(
                        "/api/method/dartwing_tel.api.sms.send_sms",
                        site.key(),
                        "{\"to\":\"+14155541299\",\"body\":\"Hello\"}")
                .json()
                .at("/message/message_id")
                .asText();
    }

    @AfterAll
    static void end() {
        site.close();
    }

    /** Permissions of which one is enough. */
    private static String[] oneOf(String permission) {
        return permission.split(" or ");
    }

    private static JsonNode admin(String path, String json) {
        Answer answer = site.hub().postAs("admin", site.password(), path, json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode newKey(JsonNode permissions) {
        return admin(
                        RESOURCE + "TEL%20API%20Key",
                        "{\"module\":\"m\",\"organization\":\"Sandbox\",\"tier\":\"Unlimited\",\"permissions\":"
                                + permissions + "}")
                .path("data");
    }

    private static void order(String verb, JsonNode key) {
        admin("/api/method/dartwing_tel.admin." + verb + "_key", "{\"name\":\"" + name(key) + "\"}");
    }

    private static String name(JsonNode key) {
        return key.path("name").asText();
    }

    private static String secret(JsonNode key) {
        return key.path("api_key").asText();
    }

    private static Map<String, String> bearer(String key) {
        return Map.of("Authorization", "Bearer " + key);
    }

    private static Map<String, String> person(String name) {
        String pair = name + ":" + PASSWORD;
        return Map.of(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    @TestFactory
    Stream<DynamicTest> every_operation_is_open_to_those_whom_the_document_names_and_closed_to_others() {
        return operations().stream().flatMap(GateIT::cases);
    }

    private static Stream<DynamicTest> cases(Operation operation) {
        String title = operation.method() + " " + operation.path();
        if (operation.isOpen()) {
            return Stream.of(dynamicTest(title + " is open", () -> lets(operation, Map.of())));
        }
        if (operation.permission() != null) {
            return keyCases(operation, title);
        }
        if (!operation.roles().isEmpty()) {
            return personCases(operation, title);
        }
        return Stream.of(dynamicTest(title, () -> {
            throw new AssertionError("The document does not say who may call it: x-permission, x-person or security");
        }));
    }

    private static Stream<DynamicTest> keyCases(Operation operation, String title) {
        Map<String, Executable> cases = new LinkedHashMap<>();
        cases.put("nobody", () -> refuses(operation, Map.of(), 401, "TEL-008"));
        cases.put("a person", () -> refuses(operation, person("System Manager"), 401, "TEL-008"));
        DEAD_KEYS.forEach((who, key) -> cases.put(who, () -> refuses(operation, bearer(key), 401, "TEL-008")));
        boolean any = operation.permission().equals(ANY);
        String allowed = any ? site.key() : KEYS_WITH.get(oneOf(operation.permission())[0]);
        if (!any) {
            cases.put(
                    "a key without " + operation.permission(),
                    () -> refuses(operation, bearer(KEYS_WITHOUT.get(operation.permission())), 403, "TEL-005"));
        }
        for (String one : oneOf(operation.permission())) {
            cases.put(
                    "a key with nothing but " + one,
                    () -> lets(operation, bearer(any ? site.key() : KEYS_WITH.get(one))));
        }
        if (operation.recordParameter() != null) {
            cases.put("a key that asks for another's record", () -> {
                Answer answer = operation.ask(bearer(allowed), "?" + operation.recordParameter() + "=" + foreign);
                assertThat(answer.status()).as(answer.body()).isEqualTo(404);
                assertThat(answer.json().path("error_code").asText()).isEqualTo("TEL-012");
            });
        }
        return cases.entrySet().stream().map(entry -> dynamicTest(title + " for " + entry.getKey(), entry.getValue()));
    }

    private static Stream<DynamicTest> personCases(Operation operation, String title) {
        Map<String, Executable> cases = new LinkedHashMap<>();
        cases.put("nobody", () -> refuses(operation, Map.of(), 401, "TEL-008"));
        cases.put("a key with every permission", () -> refuses(operation, bearer(site.key()), 401, "TEL-008"));
        for (String role : ROLES) {
            cases.put(
                    role,
                    operation.roles().contains(role)
                            ? () -> lets(operation, person(role))
                            : () -> refuses(operation, person(role), 403, "TEL-005"));
        }
        return cases.entrySet().stream().map(entry -> dynamicTest(title + " for " + entry.getKey(), entry.getValue()));
    }

    /** Behind the gate the empty request may well be wrong; it is no matter of who asks. */
    private static void lets(Operation operation, Map<String, String> credentials) {
        Answer answer = operation.ask(credentials, "");

        assertThat(answer.status()).as(answer.body()).isNotIn(401, 403, 405).isLessThan(500);
        if (answer.status() == 404) {
            assertThat(answer.json().path("_error_message").asText()).isNotEqualTo("There is nothing here");
        }
    }

    private static void refuses(Operation operation, Map<String, String> credentials, int status, String code) {
        Answer answer = operation.ask(credentials, "");

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("error_code").asText()).isEqualTo(code);
    }
}
