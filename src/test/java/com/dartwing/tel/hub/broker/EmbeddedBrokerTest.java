package com.dartwing.tel.hub.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerTest {

    private static final int CONFIRMED_WITHIN_MILLIS = 10_000;

    @Test
    void it_tells_how_much_waits_in_the_fullest_of_some_queues() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker(new BrokerProperties(0, ""));
                Connection connection = connection(broker);
                Channel channel = connection.createChannel()) {
            for (String queue : List.of("shallow", "deep", "other")) {
                channel.queueDeclare(queue, true, false, false, Map.of());
            }
            channel.confirmSelect();
            for (String queue : List.of("shallow", "deep", "deep", "other", "other", "other")) {
                channel.basicPublish("", queue, null, new byte[1]);
            }
            channel.waitForConfirmsOrDie(CONFIRMED_WITHIN_MILLIS);

            assertThat(broker.deepest(List.of("shallow", "deep", "unknown"))).isEqualTo(2);
            assertThat(broker.deepest(List.of())).isZero();
        }
    }

    private static Connection connection(EmbeddedBroker broker) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setUsername(EmbeddedBroker.USER);
        factory.setPassword(broker.password());
        return factory.newConnection();
    }
}
