package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server that other tests break is one that keeps what it has confirmed. */
class RabbitMqProcessIT {

    @Test
    void what_it_has_confirmed_is_there_after_a_kill() throws Exception {
        try (RabbitMqProcess server = RabbitMqProcess.start()) {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setUri(server.url());
            try (var connection = factory.newConnection();
                    var channel = connection.createChannel()) {
                channel.queueDeclare("kept", true, false, false, Map.of("x-queue-type", "quorum"));
                channel.confirmSelect();
                channel.basicPublish(
                        "", "kept", MessageProperties.PERSISTENT_TEXT_PLAIN, "Hello".getBytes(StandardCharsets.UTF_8));
                assertThat(channel.waitForConfirms(10_000)).isTrue();
            }

            server.kill9();
            server.restart();

            // A queue of the quorum kind elects its leader first, and fails who asks it before.
            await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> assertThat(next(factory))
                    .isEqualTo("Hello"));
        }
    }

    private static String next(ConnectionFactory factory) throws Exception {
        try (var connection = factory.newConnection();
                var channel = connection.createChannel()) {
            GetResponse kept = channel.basicGet("kept", true);
            return kept == null ? null : new String(kept.getBody(), StandardCharsets.UTF_8);
        }
    }
}
