package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * A sandbox hub with its simulators, and what a test says to it. The two shared ones serve the whole test run, so a test
 * uses recipients of its own and leaves the carriers as it found them; a test that restarts its hub, or starts it with
 * arguments, has its own.
 */
final class Sandbox implements AutoCloseable {

    static final String NUMBER = "+18005559999";
    static final Duration SOON = Duration.ofSeconds(20);

    private static final Pattern SMPP_PORT = Pattern.compile("SMPP on port (\\d+)");
    private static final String METHOD = "/api/method/dartwing_tel.api.";
    private static Sandbox h2;
    private static Sandbox mariaDb;

    final HubProcess hub;
    final SandboxKey key;
    private final MariaDbProcess database;

    private Sandbox(HubProcess hub, SandboxKey key, MariaDbProcess database) {
        this.hub = hub;
        this.key = key;
        this.database = database;
    }

    /** The hub on H2 that tests share; it ends with the test run. */
    static synchronized Sandbox onH2() {
        if (h2 == null) {
            h2 = shared(ownOnH2());
        }
        return h2;
    }

    /** The hub on MariaDB that tests share; it ends with the test run. */
    static synchronized Sandbox onMariaDb() {
        if (mariaDb == null) {
            mariaDb = shared(ownOnMariaDb());
        }
        return mariaDb;
    }

    /** A hub on H2 of the test's own. */
    static Sandbox ownOnH2(String... arguments) {
        return ownOnH2(launch -> {}, arguments);
    }

    /** A hub on H2 of the test's own, whose environment has more. */
    static Sandbox ownOnH2(Consumer<HubProcess.Launch> more, String... arguments) {
        return start(null, more, arguments);
    }

    /** A hub on MariaDB of the test's own. */
    static Sandbox ownOnMariaDb(String... arguments) {
        return start(MariaDbProcess.start(), launch -> {}, arguments);
    }

    private static Sandbox start(MariaDbProcess database, Consumer<HubProcess.Launch> more, String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--tel.net.dangerous-allow-private-addresses=true");
        if (database != null) {
            all.addAll(List.of(database.hubArguments()));
        }
        SandboxKey key = SandboxKey.generate();
        HubProcess.Launch launch = key.given(HubProcess.with(all.toArray(String[]::new)));
        more.accept(launch);
        try {
            return new Sandbox(launch.start(), key, database);
        } catch (AssertionError e) {
            if (database != null) {
                database.close();
            }
            throw e;
        }
    }

    private static Sandbox shared(Sandbox sandbox) {
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        return sandbox;
    }

    /** A second hub on the same database, with the same key. Only a sandbox on MariaDB can have one. */
    HubProcess second(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--tel.net.dangerous-allow-private-addresses=true");
        all.addAll(List.of(database.hubArguments()));
        return key.given(HubProcess.with(all.toArray(String[]::new))).start();
    }

    MariaDbProcess database() {
        return database;
    }

    @Override
    public void close() {
        hub.close();
        if (database != null) {
            database.close();
        }
    }

    /** Where partners bind over SMPP. */
    int smppPort() {
        return smppPort(hub);
    }

    /** Where partners bind at a hub. */
    static int smppPort(HubProcess hub) {
        Matcher found = SMPP_PORT.matcher(hub.logs());
        int port = 0;
        while (found.find()) {
            port = Integer.parseInt(found.group(1));
        }
        return port;
    }

    /** Calls {@code dartwing_tel.api.<function>} with the sandbox key. */
    Answer call(String function, String json) {
        return hub.post(METHOD + function, key.apiKey(), json);
    }

    /** Asks {@code dartwing_tel.api.<function>} with the sandbox key; what is in {@code query} is encoded already. */
    Answer ask(String function, String query) {
        return hub.get(METHOD + function + (query.isEmpty() ? "" : "?" + query), key.apiKey());
    }

    Answer send(String json) {
        return call("sms.send_sms", json);
    }

    /** @param more further fields, each with a comma before it */
    Answer send(String to, String more) {
        return send("{\"to\":\"" + to + "\",\"body\":\"Hello\"" + more + "}");
    }

    static String id(Answer answer) {
        return answer.json().path("message").path("message_id").asText();
    }

    JsonNode status(String id) {
        return ask("sms.get_status", "message_id=" + id).json().path("message");
    }

    void awaitStatus(String id, String status) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(status(id).path("status").asText()).isEqualTo(status));
    }

    /** The same of a message of any key. */
    void awaitRecord(String id, String status) {
        await().atMost(SOON).untilAsserted(() -> assertThat(adminGet(resource("TEL SMS Message", id))
                        .json()
                        .path("data")
                        .path("status")
                        .asText())
                .isEqualTo(status));
    }

    Answer adminGet(String path) {
        return hub.getAs("admin", key.adminPassword(), path);
    }

    Answer adminPost(String path, String json) {
        return hub.postAs("admin", key.adminPassword(), path, json);
    }

    Answer adminPut(String path, String json) {
        return as("PUT", path, json);
    }

    Answer adminDelete(String path) {
        return as("DELETE", path, null);
    }

    private Answer as(String method, String path, String json) {
        String login =
                Base64.getEncoder().encodeToString(("admin:" + key.adminPassword()).getBytes(StandardCharsets.UTF_8));
        return hub.send(method, path, Map.of("Authorization", "Basic " + login), json);
    }

    /** @return what is in the {@code message} of the answer, which must be 200 */
    JsonNode admin(String path, String json) {
        Answer answer = adminPost(path, json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("message");
    }

    /** Creates a record. */
    JsonNode create(String type, String json) {
        Answer answer = adminPost("/api/resource/" + encoded(type), json);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        return answer.json().path("data");
    }

    /** Changes fields of a record. */
    JsonNode change(String type, String name, String json) {
        Answer answer = as("admin", key.adminPassword(), "PUT", resource(type, name), json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("data");
    }

    /** What a person asks in any way. */
    Answer as(String person, String password, String method, String path, String json) {
        String pair = person + ":" + password;
        return hub.send(
                method,
                path,
                Map.of(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))),
                json);
    }

    /** The path of a record. */
    static String resource(String type, String name) {
        return "/api/resource/" + encoded(type) + "/" + encoded(name);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The carriers' names, in lower case. */
    List<String> carriers() {
        return StreamSupport.stream(
                        adminGet("/health/carriers")
                                .json()
                                .path("message")
                                .path("carriers")
                                .spliterator(),
                        false)
                .map(carrier -> carrier.path("carrier").asText().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Orders a simulated carrier to misbehave. */
    void behave(String carrier, String order) {
        Answer answer = hub.send("POST", "/sandbox/" + carrier + "/_behave", Map.of(), order);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** Lets a carrier behave as it should, and has it forgotten that it did not: else it would be avoided for an hour. */
    void behaveAgain(String carrier) {
        behave(carrier, "{}");
        Answer answer = adminPost("/admin/carriers/" + carrier + "/reset", "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    JsonNode seen(String carrier) {
        return hub.send("GET", "/sandbox/" + carrier + "/_seen", Map.of(), null).json();
    }

    /** How often a simulated carrier was asked to send to this number. */
    long seen(String carrier, String to) {
        JsonNode all = seen(carrier);
        return IntStream.range(0, all.size())
                .filter(i -> to.equals(all.get(i).path("to").asText()))
                .count();
    }

    /** Lets a message come in through a simulated carrier to the sandbox number. */
    Answer inbound(String from, String text) {
        return hub.send(
                "POST",
                "/sandbox/telnyx/_inbound",
                Map.of(),
                "{\"from\":\"" + from + "\",\"to\":\"" + NUMBER + "\",\"text\":\"" + text + "\"}");
    }
}
