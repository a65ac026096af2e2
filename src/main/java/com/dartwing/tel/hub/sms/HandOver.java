package com.dartwing.tel.hub.sms;

import com.dartwing.tel.hub.broker.EventQueues;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.db.Node;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.stereotype.Component;

/**
 * Hands a recorded message to a process that plays {@code sms-router}, when this one does not: by its id, through the
 * queue {@code tel.sms.dispatch}. The row is durable and nobody's yet; what the queue loses is claimed as due after a while.
 */
@Component("handOver")
public class HandOver {

    static final String ROLE = "sms-router";
    static final String OUTCOMES = "tel.outcomes";

    /** Header of a message that was handed over: the queue that hears its outcome. */
    static final String ANSWERS = "outcome_queue";

    private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);
    private static final String QUEUE = "tel.sms.dispatch";

    /** Longer than the queue usually takes, shorter than a caller waits. */
    private static final Duration LOST_AFTER = Duration.ofSeconds(5);

    /** Longer than a message usually waits behind a burst: from then on other processes help. */
    private static final Duration WAITS = Duration.ofMinutes(1);

    private final boolean isRouter;
    private final Node node;
    private final String answers;
    private final RabbitTemplate broker;
    private final Clock clock;

    HandOver(HubProperties properties, Node node, EventQueues queues, RabbitTemplate broker, Clock clock) {
        this.isRouter = properties.plays(ROLE);
        this.node = node;
        this.answers = queues.brokerName(OUTCOMES);
        this.broker = broker;
        this.clock = clock;
    }

    /**
     * Who has a message in hand that was recorded for sending now; null when it is yet to be claimed.
     *
     * @param waits whether it is to wait behind others
     */
    String owner(boolean waits) {
        return isRouter && !waits ? node.name() : null;
    }

    /** When such a message is claimed as due, should nobody have claimed it before; null when it has an owner. */
    Instant dueAt(boolean waits) {
        return owner(waits) != null ? null : clock.instant().plus(waits ? WAITS : LOST_AFTER);
    }

    /** Tells the routers of a message; its outcome comes back to this node. */
    public void send(@Body Recorded recorded) {
        try {
            broker.send(
                    "",
                    QUEUE,
                    MessageBuilder.withBody(new byte[0])
                            .setMessageId(recorded.sms().id())
                            .setHeader(ANSWERS, answers)
                            .build());
        } catch (AmqpException e) {
            LOG.debug("{} waits to be claimed as due", recorded.sms().id(), e);
        }
    }
}
