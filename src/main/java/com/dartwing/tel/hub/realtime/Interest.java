package com.dartwing.tel.hub.realtime;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.event.TelEvent;
import com.dartwing.tel.hub.broker.EventQueues;
import com.dartwing.tel.hub.broker.Hearer;
import com.dartwing.tel.hub.broker.Topology;
import java.time.Duration;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Binding;
import org.springframework.stereotype.Component;

/**
 * Whether this node wants to hear of events at all. Its queue is bound only while somebody listens: else every event of
 * every node would be carried here for nobody.
 */
@Component("realtimeInterest")
public class Interest implements Hearer {

    private static final String QUEUE = "tel.realtime";
    private static final String EVERYTHING = "#";
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final AmqpAdmin broker;
    private final EventQueues queues;
    private final Listeners listeners;
    private volatile boolean bound;

    Interest(AmqpAdmin broker, EventQueues queues, Listeners listeners) {
        this.broker = broker;
        this.queues = queues;
        this.listeners = listeners;
    }

    /**
     * From its return on, what happens is heard.
     *
     * @throws TelException.Unavailable when the broker is not there
     */
    synchronized void raise() {
        if (!bound) {
            try {
                bind();
            } catch (AmqpException e) {
                throw new TelException.Unavailable("The broker is not there", AGAIN);
            }
        }
    }

    /** Binds again what a broker that was away has forgotten, and lets go when nobody listens any more. */
    public synchronized void tend() {
        try {
            if (listeners.isAnybodyListening()) {
                bind();
            } else if (bound) {
                bound = false;
                broker.removeBinding(binding());
            }
        } catch (AmqpException e) {
            // It is away, and whoever must know that is told elsewhere; next time.
            bound = false;
        }
    }

    @Override
    public boolean wants(TelEvent event) {
        return bound;
    }

    private void bind() {
        broker.declareBinding(binding());
        bound = true;
    }

    private Binding binding() {
        return new Binding(queues.brokerName(QUEUE), Binding.DestinationType.QUEUE, Topology.EVENTS, EVERYTHING, null);
    }
}
