package com.dartwing.tel.hub.broker;

import com.dartwing.tel.hub.config.HubProperties;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/** Whether the broker answers. Without it messages are accepted and sent, and their events wait. */
@Component
class BrokerHealth extends AbstractHealthIndicator {

    private final ConnectionFactory connections;
    private final HubProperties properties;

    BrokerHealth(ConnectionFactory connections, HubProperties properties) {
        super("The broker does not answer");
        this.connections = connections;
        this.properties = properties;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) throws Exception {
        if (properties.isSimulatorsOnly()) {
            builder.up().withDetail("broker", "not needed");
            return;
        }
        Connection connection = connections.createConnection();
        connection.createChannel(false).close();
        builder.up();
    }
}
