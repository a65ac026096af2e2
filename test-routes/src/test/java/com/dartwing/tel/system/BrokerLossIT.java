package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A hub on a real RabbitMQ: what operators ask the broker, and what a hub tells that has lost it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerLossIT {

    private static final Duration A_MINUTE = Duration.ofSeconds(60);
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```bash rabbitmq\\nrabbitmqctl (.*?)\\n```$");

    private RabbitMqProcess broker;
    private Sandbox sandbox;

    @BeforeAll
    void start() {
        broker = RabbitMqProcess.start();
        sandbox = Sandbox.ownOnH2("--spring.rabbitmq.addresses=" + broker.url());
    }

    @AfterAll
    void close() {
        if (sandbox != null) {
            sandbox.close();
        }
        broker.close();
    }

    @Test
    void the_runbooks_commands_for_the_broker_work() throws IOException {
        Path page = Path.of(System.getProperty("hub.root"), "docs/runbooks/high-volume.md");
        List<String> commands = BLOCK.matcher(Files.readString(page))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(commands).isNotEmpty();
        assertThat(commands).allSatisfy(command -> assertThat(broker.ctl(command.split(" ")))
                .contains("messages"));
    }

    @Test
    void a_lost_broker_is_told_while_messages_go_on_and_the_hub_comes_back_with_it() {
        broker.kill9();
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(probe("readiness").status()).isEqualTo(503));
        assertThat(probe("readiness").json().path("status").asText()).isEqualTo("OUT_OF_SERVICE");
        assertThat(probe("liveness").json().path("status").asText()).isEqualTo("UP");
        assertThat(sandbox.adminGet("/actuator/prometheus").body()).contains("tel_broker_up 0");
        String id = Sandbox.id(sandbox.send("+14155550188", ""));
        sandbox.awaitStatus(id, "delivered");

        broker.restart();
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(probe("readiness").status()).isEqualTo(200));
        assertThat(sandbox.adminGet("/actuator/prometheus").body()).contains("tel_broker_up 1");
    }

    private Answer probe(String which) {
        return sandbox.hub.send("GET", "/actuator/health/" + which, Map.of(), null);
    }
}
