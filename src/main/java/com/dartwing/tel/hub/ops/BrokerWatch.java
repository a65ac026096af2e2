package com.dartwing.tel.hub.ops;

import com.dartwing.tel.hub.config.HubProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.ConnectException;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * Watches the connection to the broker. Without it messages are accepted and sent, and their events wait in the outbox; a
 * hub that has another beside it leaves the traffic to that one.
 */
@Component("brokerHealthIndicator")
class BrokerWatch extends ServerWatch {

    private final ConnectionFactory connections;

    BrokerWatch(ConnectionFactory connections, HubProperties properties, MeterRegistry registry) {
        super("broker", registry);
        this.connections = connections;
        if (!properties.isSimulatorsOnly()) {
            start();
        }
    }

    @Override
    void ask() throws ConnectException {
        Connection connection = connections.createConnection();
        if (!connection.isOpen()) {
            throw new ConnectException("its connection is closed");
        }
    }

    @Override
    void lost() {
        // Whoever needs it waits by itself.
    }

    @Override
    void back() {
        // It is asked again in a second.
    }

    @Override
    void ended() {
        // The connection is everybody's.
    }
}
