package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** The life of API keys on the database of production. */
class KeysOnMariaDbIT extends KeysScenario {

    @Override
    Sandbox sandbox() {
        return Sandbox.onMariaDb();
    }

    @Test
    void what_happens_to_a_key_on_one_node_is_known_to_the_other_within_seconds() {
        try (HubProcess other = sandbox.second()) {
            JsonNode key = newKey();
            String name = key.path("name").asText();
            String first = key.path("api_key").asText();
            await().atMost(Sandbox.SOON)
                    .untilAsserted(() -> assertThat(status(other, first)).isEqualTo(200));

            String second =
                    order("rotate", name).json().path("message").path("api_key").asText();
            await().atMost(Sandbox.SOON)
                    .untilAsserted(() -> assertThat(status(other, second)).isEqualTo(200));
            assertThat(status(other, first)).isEqualTo(200);

            order("revoke", name);
            await().atMost(Sandbox.SOON)
                    .untilAsserted(() -> assertThat(status(other, second)).isEqualTo(401));
        }
    }

    private static int status(HubProcess hub, String secret) {
        return hub.post("/api/method/dartwing_tel.api.routing.explain", secret, "{\"to\":\"+14155541234\"}")
                .status();
    }
}
