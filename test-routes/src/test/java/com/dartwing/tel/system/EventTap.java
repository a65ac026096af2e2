package com.dartwing.tel.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;

/** A consumer of the exchange {@code tel.events}, by the broker's own client: it keeps what it hears, in order. */
final class EventTap implements AutoCloseable {

    /** One message. */
    record Heard(String id, String event, String record, int sequence, Map<String, Object> headers, String body) {

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Connection connection;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    EventTap(String uri) {
        try {
            ConnectionFactory broker = new ConnectionFactory();
            broker.setUri(uri);
            broker.setAutomaticRecoveryEnabled(false);
            connection = broker.newConnection();
            Channel channel = connection.createChannel();
            String queue = channel.queueDeclare().getQueue();
            channel.queueBind(queue, "tel.events", "#");
            channel.basicConsume(queue, true, new DefaultConsumer(channel) {
                @Override
                public void handleDelivery(
                        String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
                    heard.add(new Heard(
                            properties.getMessageId(),
                            envelope.getRoutingKey(),
                            properties.getHeaders().get("record_id").toString(),
                            ((Number) properties.getHeaders().get("sequence")).intValue(),
                            properties.getHeaders(),
                            new String(body, java.nio.charset.StandardCharsets.UTF_8)));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TimeoutException | java.security.GeneralSecurityException | java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Heard> heard() {
        return heard;
    }

    List<Heard> of(String record) {
        return heard.stream().filter(message -> message.record().equals(record)).toList();
    }

    @Override
    public void close() {
        connection.abort();
    }
}
