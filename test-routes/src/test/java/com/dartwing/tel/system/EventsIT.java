package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events on the embedded broker, as any AMQP client hears them. */
class EventsIT {

    private static final String PASSWORD = SandboxKey.generate().adminPassword();
    private static Sandbox sandbox;
    private static int port;

    @BeforeAll
    static void start() {
        port = HubProcess.freePort();
        sandbox = Sandbox.ownOnH2("--tel.broker.port=" + port, "--tel.broker.password=" + PASSWORD);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void each_event_of_a_message_comes_in_its_sequence_with_the_payload_of_the_webhook() {
        try (EventTap tap = new EventTap("amqp://hub:" + PASSWORD + "@127.0.0.1:" + port)) {
            String id = Sandbox.id(sandbox.send("+14155552101", ""));

            await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(tap.of(id))
                    .extracting(EventTap.Heard::event)
                    .containsExactly("sms.queued", "sms.sent", "sms.delivered"));

            assertThat(tap.of(id)).extracting(EventTap.Heard::sequence).containsExactly(1, 2, 3);
            assertThat(tap.of(id)).allSatisfy(heard -> {
                assertThat(heard.json().path("webhook_id").asText()).isEqualTo(heard.id());
                assertThat(heard.json().path("data").path("message_id").asText())
                        .isEqualTo(id);
                assertThat(heard.headers()).containsKeys("created_at", "api_key");
            });
        }
    }

    @Test
    void the_health_check_looks_at_the_broker() {
        assertThat(sandbox.hub
                        .get("/actuator/health", null)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("UP");
    }
}
