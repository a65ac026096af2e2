package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every record type for every role: a person may what the type's own file says, and nothing else. */
class RightsIT {

    private static final Path RECORDS =
            Path.of(System.getProperty("hub.root", ".."), "src", "main", "resources", "records");
    private static final String PASSWORD = "a password for tests";
    private static final List<String> ROLES = List.of("System Manager", "Dartwing Tel Admin", "Dartwing Tel User");

    private static Sandbox sandbox;

    /** What a person does with a record type, and the right that it takes. */
    private record Deed(String right, String method, String name, String body) {}

    private static final List<Deed> DEEDS = List.of(
            new Deed("r", "GET", "", null),
            new Deed("r", "GET", "/none", null),
            new Deed("c", "POST", "", "{}"),
            new Deed("w", "PUT", "/none", "{}"),
            new Deed("d", "DELETE", "/none", null));

    @BeforeAll
    static void start() {
        sandbox = Sandbox.onH2();
        ROLES.forEach(role -> sandbox.create(
                "TEL Person",
                "{\"username\":\"" + name(role) + "\",\"password\":\"" + PASSWORD + "\",\"roles\":[\"" + role
                        + "\"]}"));
    }

    private static String name(String role) {
        return "rights of " + role;
    }

    private static List<JsonNode> types() throws IOException {
        List<JsonNode> types = new ArrayList<>();
        try (Stream<Path> files = Files.list(RECORDS)) {
            for (Path file : files.sorted().toList()) {
                types.add(new ObjectMapper(new YAMLFactory()).readTree(file.toFile()));
            }
        }
        return types;
    }

    @TestFactory
    Stream<DynamicTest> a_person_may_what_the_record_type_says() throws IOException {
        return types().stream()
                .flatMap(type -> ROLES.stream().flatMap(role -> DEEDS.stream().map(deed -> test(type, role, deed))));
    }

    private static DynamicTest test(JsonNode type, String role, Deed deed) {
        String label = type.path("label").asText();
        boolean may = type.path("rights").path(role).asText("").contains(deed.right());
        return dynamicTest(role + (may ? " may " : " may not ") + deed.method() + " " + label + deed.name(), () -> {
            Answer answer = sandbox.as(
                    name(role),
                    PASSWORD,
                    deed.method(),
                    "/api/resource/" + Sandbox.encoded(label) + deed.name(),
                    deed.body());
            if (may) {
                assertThat(answer.status()).as(answer.body()).isIn(200, 400, 404);
            } else {
                assertThat(answer.status()).as(answer.body()).isEqualTo(403);
                assertThat(answer.json().path("error_code").asText()).isEqualTo("TEL-005");
            }
        });
    }
}
