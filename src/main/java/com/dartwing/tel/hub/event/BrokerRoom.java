package com.dartwing.tel.hub.event;

import com.dartwing.tel.hub.broker.EmbeddedBroker;
import com.dartwing.tel.hub.broker.EventQueues;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Whether the broker has room for more events. The embedded one's queues are this process's memory: behind consumers that
 * are slower than events come, events wait in the outbox, on disk. RabbitMQ has a disk of its own.
 */
@Component
class BrokerRoom {

    /** Events in one queue, of a kilobyte or two each. */
    private static final int MOST = 10_000;

    private final EmbeddedBroker broker;
    private final List<String> queues;

    BrokerRoom(ObjectProvider<EmbeddedBroker> broker, EventQueues queues) {
        this.broker = broker.getIfAvailable();
        this.queues = List.copyOf(queues.consumed());
    }

    boolean isLeft() {
        return broker == null || broker.deepest(queues) < MOST;
    }
}
