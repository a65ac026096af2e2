package com.dartwing.tel.hub.broker;

import java.util.ArrayList;
import java.util.List;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;

/**
 * What is declared on a broker each time that a connection to it is made. Here is all that differs between RabbitMQ and
 * the embedded broker, which closes the connection at arguments that it does not know.
 */
public enum Topology {

    /** Quorum queues: on a cluster they survive a node. Its own limit on deliveries stops what kills its consumer each time. */
    RABBITMQ {
        @Override
        Queue durable(String name) {
            return QueueBuilder.durable(name)
                    .quorum()
                    .deliveryLimit(DELIVERIES_AT_MOST)
                    .withArgument("x-dead-letter-exchange", "")
                    .withArgument("x-dead-letter-routing-key", DEAD)
                    .withArgument("x-dead-letter-strategy", "at-least-once")
                    .withArgument("x-overflow", "reject-publish")
                    .build();
        }

        @Override
        Queue dead() {
            return QueueBuilder.durable(DEAD).quorum().build();
        }

        @Override
        Queue perNode(String name) {
            return QueueBuilder.durable(name)
                    .autoDelete()
                    .expires(ABANDONED_MILLIS)
                    .build();
        }
    },

    EMBEDDED {
        @Override
        Queue durable(String name) {
            return QueueBuilder.durable(name).build();
        }

        @Override
        Queue dead() {
            return durable(DEAD);
        }

        @Override
        Queue perNode(String name) {
            return QueueBuilder.nonDurable(name).autoDelete().build();
        }
    };

    /** The durable topic exchange that every event is published to; the routing key is the event's type. */
    public static final String EVENTS = "tel.events";

    /** Where messages go that no consumer can settle. */
    public static final String DEAD = "tel.dead";

    private static final int DELIVERIES_AT_MOST = 20;
    private static final int ABANDONED_MILLIS = 60_000;

    abstract Queue durable(String name);

    abstract Queue dead();

    abstract Queue perNode(String name);

    /** The exchange, the queues and their bindings. */
    Declarables of(EventQueues queues) {
        List<Declarable> all = new ArrayList<>();
        TopicExchange events = new TopicExchange(EVENTS, true, false);
        all.add(events);
        all.add(dead());
        for (EventQueue queue : queues.declared()) {
            String name = queues.brokerName(queue.name());
            all.add(queue.perNode() ? perNode(name) : durable(name));
            queue.keys().forEach(key -> all.add(new Binding(name, Binding.DestinationType.QUEUE, EVENTS, key, null)));
        }
        return new Declarables(all);
    }
}
