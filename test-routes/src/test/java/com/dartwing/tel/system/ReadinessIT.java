package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess.Answer;
import java.time.Duration;
import java.util.Map;
import org.jsmpp.bean.BindType;
import org.junit.jupiter.api.Test;

/** A hub that has lost its database says so, to probes and to callers, and goes on by itself when it is back. */
class ReadinessIT {

    private static final int MESSAGE_QUEUE_FULL = 0x14;
    private static final Duration SECONDS = Duration.ofSeconds(15);

    private final Sandbox sandbox = Sandbox.onMariaDb();

    @Test
    void a_lost_database_is_told_at_once_and_the_hub_comes_back_with_it() throws Exception {
        try (SmppClient partner = new SmppClient(
                sandbox.smppPort(),
                BindType.BIND_TX,
                "sandbox",
                sandbox.key.smppPassword(),
                Sandbox.NUMBER.substring(1))) {
            lose(partner);
        }
    }

    private void lose(SmppClient partner) throws Exception {
        assertThat(sandbox.adminGet("/actuator/prometheus").status()).isEqualTo(200);
        String sent = Sandbox.id(sandbox.send("+14155550185", ""));

        long traces = sandbox.hub
                .logs()
                .lines()
                .filter(line -> line.startsWith("\tat "))
                .count();

        sandbox.database().kill9();
        try {
            await().atMost(SECONDS)
                    .untilAsserted(() -> assertThat(probe("readiness").status()).isEqualTo(503));

            assertThat(probe("readiness").json().path("status").asText()).isEqualTo("OUT_OF_SERVICE");
            assertThat(probe("liveness").json().path("status").asText()).isEqualTo("UP");
            assertUnavailable(sandbox.send("+14155550186", ""));
            assertThat(partner.refusal("+14155550186", "Hello")).isEqualTo(MESSAGE_QUEUE_FULL);
            assertUnavailable(sandbox.ask("sms.get_status", "message_id=" + sent));
            assertUnavailable(sandbox.adminGet("/api/resource/TEL%20DID"));
            // A lost database is not waited for: ten callers one after the other would wait for 30 s by the pool's
            // patience of 3 s each.
            long started = System.nanoTime();
            for (int i = 0; i < 10; i++) {
                assertUnavailable(sandbox.send("+14155550186", ""));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(15));
            // It is told once, not at each try of whatever runs by the clock.
            assertThat(sandbox.hub
                                    .logs()
                                    .lines()
                                    .filter(line -> line.startsWith("\tat "))
                                    .count()
                            - traces)
                    .isLessThan(2_000);
            // Whoever was known before sees the hub's trouble.
            assertThat(sandbox.adminGet("/actuator/prometheus").body()).contains("tel_database_up 0");
        } finally {
            sandbox.database().restart();
        }

        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(probe("readiness").status()).isEqualTo(200));
        assertThat(sandbox.adminGet("/actuator/prometheus").body()).contains("tel_database_up 1");
        String id = Sandbox.id(sandbox.send("+14155550187", ""));
        sandbox.awaitStatus(id, "delivered");
        sandbox.awaitRecord(partner.submit("+14155550187", "Hello"), "Delivered");
    }

    private Answer probe(String which) {
        return sandbox.hub.send("GET", "/actuator/health/" + which, Map.of(), null);
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.json().path("error_code").asText()).isEqualTo("TEL-015");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    }
}
