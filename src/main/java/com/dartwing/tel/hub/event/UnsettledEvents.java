package com.dartwing.tel.hub.event;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.broker.Topology;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.db.StorageFault;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.component.springrabbit.SpringRabbitMQConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageBuilderSupport;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionSystemException;

/**
 * What becomes of an event that its consumer could not settle. Storage that is away is waited for, as long as it takes;
 * any other failure is the event's own fault after some tries, and it is laid aside for operators to look at.
 */
@Component("unsettledEvents")
public class UnsettledEvents {

    private static final Logger LOG = LoggerFactory.getLogger(UnsettledEvents.class);
    private static final int TRIES = 5;

    /** Headers of a message that was laid aside: whose queue it was in, what happened last, and when. */
    static final String QUEUE = "dead_queue";

    static final String ERROR = "dead_error";
    static final String DIED = "dead_at";

    private static final int ERROR_AT_MOST = 500;
    private static final long FIRST_WAIT_MILLIS = 100;
    private static final int DOUBLED_AT_MOST = 6;
    private static final long CONFIRMED_WITHIN_MILLIS = 10_000;

    private final RabbitTemplate broker;
    private final MeterRegistry registry;
    private final Clock clock;

    UnsettledEvents(RabbitTemplate broker, MeterRegistry registry, Clock clock) {
        this.broker = broker;
        this.registry = registry;
        this.clock = clock;
    }

    /** Decides what comes next: sets how long to wait before the next try, or that there is none. */
    public void weigh(Exchange exchange, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        if (exchange.getContext().isStopping()) {
            // Unacknowledged it goes back into its queue.
            throw new RejectedExecutionException("the hub stops", failure);
        }
        boolean passing = isPassing(failure);
        int tries = exchange.getProperty("tries", 0, Integer.class) + (passing ? 0 : 1);
        int waits = exchange.getProperty("waits", 0, Integer.class);
        exchange.setProperty("tries", tries);
        exchange.setProperty("waits", waits + 1);
        exchange.setProperty("isDead", tries >= TRIES);
        long wait = FIRST_WAIT_MILLIS << Math.min(waits, DOUBLED_AT_MOST);
        exchange.setProperty(
                "waitMillis", wait / 2 + ThreadLocalRandom.current().nextLong(wait / 2 + 1));
        LOG.debug("{} is not settled yet", exchange.getFromRouteId(), failure);
    }

    /** Lays the event aside, with what is known about why. Once the broker has confirmed that, it is out of its queue. */
    public void bury(
            @ExchangeProperty(EventMessages.HEADERS) Map<String, Object> headers,
            @ExchangeProperty(EventMessages.PAYLOAD) byte[] payload,
            @ExchangeProperty("queue") String queue,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        Object id = headers.get(SpringRabbitMQConstants.MESSAGE_ID);
        MessageBuilderSupport<Message> dead = MessageBuilder.withBody(payload)
                .setMessageId(String.valueOf(id))
                .setType(String.valueOf(headers.get(SpringRabbitMQConstants.TYPE)))
                .setContentType("application/json")
                .setDeliveryMode(MessageDeliveryMode.PERSISTENT)
                .setHeader(QUEUE, queue)
                .setHeader(ERROR, Sql.cut(failure.toString(), ERROR_AT_MOST))
                .setHeader(DIED, clock.instant().toString());
        headers.forEach((name, value) -> {
            if (!name.startsWith("Camel")) {
                dead.setHeaderIfAbsent(name, value);
            }
        });
        broker.invoke(operations -> {
            operations.send("", Topology.DEAD, dead.build());
            operations.waitForConfirmsOrDie(CONFIRMED_WITHIN_MILLIS);
            return null;
        });
        registry.counter("tel.events.dead", "queue", queue).increment();
        LOG.error("{} cannot be settled by {} and was laid aside", id, queue, failure);
    }

    /** Whether the failure says nothing about the event: storage is away, or too busy. */
    static boolean isPassing(Throwable failure) {
        if (StorageFault.isIn(failure)) {
            return true;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TelException.Unavailable
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof TransactionSystemException) {
                return true;
            }
        }
        return false;
    }
}
