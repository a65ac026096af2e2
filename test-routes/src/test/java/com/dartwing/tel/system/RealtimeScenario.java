package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events by Socket.IO, heard by the client that npm has; each storage runs it. */
abstract class RealtimeScenario {

    private static final Pattern PORT = Pattern.compile("Realtime events on port (\\d+)");
    private static int recipients = 4000;

    abstract Sandbox sandbox();

    private static synchronized String recipient() {
        return "+1415557" + recipients++;
    }

    private int port() {
        Matcher found = PORT.matcher(sandbox().hub.logs());
        int port = 0;
        while (found.find()) {
            port = Integer.parseInt(found.group(1));
        }
        return port;
    }

    private static String auth(String secret) {
        return "{\"token\":\"" + secret + "\"}";
    }

    private SocketClient client(String transport, String auth) {
        return new SocketClient(port(), transport, auth);
    }

    /** A message that waits until it is told to go. */
    private String waiting() {
        return Sandbox.id(sandbox()
                .send(recipient(), ",\"scheduled_for\":\"" + Instant.now().plusSeconds(3600) + "\""));
    }

    private JsonNode otherKey() {
        return sandbox()
                .create(
                        "TEL API Key",
                        "{\"module\":\"m\",\"organization\":\"Sandbox\",\"permissions\":{\"sms\":{\"send\":true}}}");
    }

    @Test
    void pages_hear_what_happens_to_a_message_by_websocket_and_by_polling() throws InterruptedException {
        String auth = auth(sandbox().key.apiKey());
        try (SocketClient page = client("websocket", auth);
                SocketClient polling = client("polling", auth)) {
            assertThat(page.hear("connect").get(1).asText()).isEqualTo("websocket");
            assertThat(polling.hear("connect").get(1).asText()).isEqualTo("polling");
            // Time enough to subscribe before it leaves.
            String id = Sandbox.id(sandbox()
                    .send(recipient(), ",\"scheduled_for\":\"" + Instant.now().plusSeconds(5) + "\""));

            for (SocketClient client : List.of(page, polling)) {
                assertThat(client.ask("subscribe", "TEL SMS Message", id)
                                .path("status")
                                .asText())
                        .isEqualTo("ok");
            }

            for (SocketClient client : List.of(page, polling)) {
                List<String> events = new ArrayList<>();
                while (!events.contains("sms.delivered")) {
                    JsonNode event = client.hear("tel_event").get(1);
                    assertThat(event.path("data").path("message_id").asText()).isEqualTo(id);
                    events.add(event.path("event").asText());
                }
                assertThat(events).contains("sms.sent");
            }
        }
    }

    @Test
    void anothers_message_is_as_one_that_does_not_exist() throws InterruptedException {
        String id = waiting();
        try (SocketClient page =
                client("websocket", auth(otherKey().path("api_key").asText()))) {
            page.hear("connect");

            JsonNode answer = page.ask("subscribe", "TEL SMS Message", id);

            assertThat(answer).isEqualTo(page.ask("subscribe", "TEL SMS Message", "SMS-2026-999999999"));
            assertThat(answer.path("error_code").asText()).isEqualTo("TEL-012");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling"})
    void whoever_shows_no_key_or_a_wrong_one_is_refused(String transport) throws InterruptedException {
        for (String auth : List.of("", "{}", auth("tel_live_" + "0".repeat(64)))) {
            try (SocketClient page = client(transport, auth)) {
                JsonNode refused = page.hear("connect_error");

                assertThat(refused.get(2).path("error_code").asText()).isEqualTo("TEL-008");
            }
        }
    }

    @Test
    void a_suspended_key_is_disconnected() throws InterruptedException {
        JsonNode key = otherKey();
        try (SocketClient page =
                client("websocket", "{\"api_key\":\"" + key.path("api_key").asText() + "\"}")) {
            page.hear("connect");

            sandbox()
                    .admin(
                            "/api/method/dartwing_tel.admin.suspend_key",
                            "{\"name\":\"" + key.path("name").asText() + "\"}");

            assertThat(page.hear("disconnect").get(1).asText()).isEqualTo("io server disconnect");
        }
    }
}
