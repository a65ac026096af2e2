package com.dartwing.tel.hub.event;

import com.dartwing.tel.event.TelEvent;
import com.dartwing.tel.hub.broker.EventQueues;
import com.dartwing.tel.hub.broker.Topology;
import com.rabbitmq.client.Channel;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.AmqpIOException;
import org.springframework.amqp.AmqpTimeoutException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.connection.ChannelProxy;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * Publishes events to {@code tel.events} with the broker's confirmation. A record's next event is published only when
 * the one before it is confirmed: whatever is lost on the way, nobody hears of them in another order.
 */
@Component("eventPublisher")
public class EventPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);
    private static final long CONFIRMED_WITHIN_MILLIS = 10_000;

    private final ConnectionFactory connections;
    private final AmqpAdmin admin;
    private final EventQueues queues;
    private final Confirms confirms = new Confirms();
    private final Set<String> returned = ConcurrentHashMap.newKeySet();
    private Channel channel;

    public EventPublisher(ConnectionFactory connections, AmqpAdmin admin, EventQueues queues) {
        this.connections = connections;
        this.admin = admin;
        this.queues = queues;
    }

    /**
     * Publishes a batch. One thread calls it.
     *
     * @param batch each record's events in their sequence
     * @return those that the broker has confirmed
     * @throws AmqpException when the broker is not there; nobody knows then which of the batch it has
     */
    public List<TelEvent> publish(@Body List<TelEvent> batch) {
        List<TelEvent> confirmed = new ArrayList<>(batch.size());
        List<TelEvent> left = batch;
        try {
            while (!left.isEmpty()) {
                List<TelEvent> wave = new ArrayList<>(left.size());
                List<TelEvent> later = new ArrayList<>();
                Set<String> records = new HashSet<>();
                left.forEach(event -> (records.add(event.recordId()) ? wave : later).add(event));

                List<TelEvent> heard = send(wave);
                Set<String> goOn = new HashSet<>();
                heard.forEach(event -> goOn.add(event.recordId()));
                confirmed.addAll(heard);
                left = later.stream()
                        .filter(event -> goOn.contains(event.recordId()))
                        .toList();
            }
        } catch (IOException | RuntimeException e) {
            abandon();
            throw e instanceof AmqpException known ? known : new AmqpIOException("The broker is not there", asIo(e));
        } catch (TimeoutException e) {
            abandon();
            throw new AmqpTimeoutException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandon();
            throw new AmqpTimeoutException(e);
        }
        return confirmed;
    }

    private static IOException asIo(Exception e) {
        return e instanceof IOException io ? io : new IOException(e);
    }

    private List<TelEvent> send(List<TelEvent> wave) throws IOException, InterruptedException, TimeoutException {
        Channel open = channel();
        returned.clear();
        confirms.begin(open.getNextPublishSeqNo(), wave.size());
        for (TelEvent event : wave) {
            open.basicPublish(
                    Topology.EVENTS,
                    event.event(),
                    queues.isHeard(event.event()),
                    EventMessages.properties(event),
                    EventMessages.body(event));
        }
        BitSet refused = confirms.await(CONFIRMED_WITHIN_MILLIS);
        if (refused.isEmpty() && returned.isEmpty()) {
            return wave;
        }
        LOG.warn("The broker did not take {} of {} events", refused.cardinality() + returned.size(), wave.size());
        // A broker that lost its queues has them again before the next try.
        admin.initialize();
        List<TelEvent> heard = new ArrayList<>(wave.size());
        for (int i = 0; i < wave.size(); i++) {
            if (!refused.get(i) && !returned.contains(wave.get(i).id())) {
                heard.add(wave.get(i));
            }
        }
        return heard;
    }

    private Channel channel() throws IOException {
        if (channel == null || !channel.isOpen()) {
            ConnectionFactory publishers = connections.getPublisherConnectionFactory();
            Channel made = (publishers == null ? connections : publishers)
                    .createConnection()
                    .createChannel(false);
            made.confirmSelect();
            made.addConfirmListener(confirms);
            made.addReturnListener(
                    (code, text, exchange, key, properties, body) -> returned.add(properties.getMessageId()));
            channel = made;
        }
        return channel;
    }

    /** The next batch gets a new channel, so that late confirmations of this one are not taken for its own. */
    @PreDestroy
    void abandon() {
        Channel old = channel;
        channel = null;
        if (old != null) {
            try {
                (old instanceof ChannelProxy proxy ? proxy.getTargetChannel() : old).abort();
            } catch (IOException | RuntimeException e) {
                LOG.debug("The channel was gone already", e);
            }
        }
    }
}
