package com.dartwing.tel.hub.event;

import com.dartwing.tel.event.TelEvent;
import com.rabbitmq.client.AMQP;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.component.springrabbit.SpringRabbitMQConstants;
import org.springframework.stereotype.Component;

/** An event as a message: the payload is its body, the rest are properties and headers. */
@Component("eventMessages")
public class EventMessages {

    static final String RECORD = "record_id";
    static final String SEQUENCE = "sequence";
    static final String API_KEY = "api_key";
    static final String TARGET = "target_url";
    static final String CREATED = "created_at";

    /** Exchange properties: the message as it came. */
    static final String PAYLOAD = "eventPayload";

    static final String HEADERS = "eventHeaders";

    private static final int PERSISTENT = 2;

    static AMQP.BasicProperties properties(TelEvent event) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(RECORD, event.recordId());
        headers.put(SEQUENCE, event.sequence());
        headers.put(CREATED, event.createdAt().toString());
        if (event.apiKey() != null) {
            headers.put(API_KEY, event.apiKey());
        }
        if (event.targetUrl() != null) {
            headers.put(TARGET, event.targetUrl());
        }
        return new AMQP.BasicProperties.Builder()
                .messageId(event.id())
                .type(event.event())
                .contentType("application/json")
                .deliveryMode(PERSISTENT)
                .timestamp(Date.from(event.createdAt()))
                .headers(headers)
                .build();
    }

    static byte[] body(TelEvent event) {
        return event.payload().getBytes(StandardCharsets.UTF_8);
    }

    /** Sets the message apart, so that each try begins with it as it came, and a consumer meets none of its headers. */
    public void take(Exchange exchange, @Body byte[] payload) {
        exchange.setProperty(PAYLOAD, payload);
        exchange.setProperty(HEADERS, new HashMap<>(exchange.getMessage().getHeaders()));
        exchange.getMessage().removeHeaders("*");
    }

    /** The event that the message tells. */
    public TelEvent read(
            @ExchangeProperty(HEADERS) Map<String, Object> headers, @ExchangeProperty(PAYLOAD) byte[] payload) {
        return new TelEvent(
                text(headers, SpringRabbitMQConstants.MESSAGE_ID),
                text(headers, SpringRabbitMQConstants.TYPE),
                text(headers, RECORD),
                ((Number) headers.get(SEQUENCE)).intValue(),
                text(headers, API_KEY),
                text(headers, TARGET),
                Instant.parse(text(headers, CREATED)),
                new String(payload, StandardCharsets.UTF_8));
    }

    private static String text(Map<String, Object> headers, String name) {
        Object value = headers.get(name);
        return value == null ? null : value.toString();
    }
}
