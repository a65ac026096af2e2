package com.dartwing.tel.hub.sms;

import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.routing.Attempt;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsOutcome;
import com.dartwing.tel.sms.SmsStatus;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.stereotype.Component;

/** Where callers who wait for their message's outcome meet whoever settles it: in this process, or in another. */
@Component("outcomes")
public class Outcomes {

    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
    private static final int ELSEWHERE_AT_MOST = 10_000;

    private record Caller(OutboundSms sms, CompletableFuture<SmsOutcome> outcome) {}

    private final Map<String, Caller> waiting = new ConcurrentHashMap<>();
    private final Map<String, String> elsewhere = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > ELSEWHERE_AT_MOST;
        }
    });
    private final int most;
    private final RabbitTemplate broker;

    public Outcomes(HubProperties properties, RabbitTemplate broker) {
        this.most = properties.sms().waitingCallers();
        this.broker = broker;
    }

    /**
     * Announces that somebody will wait for a message; before it is dispatched. When too many wait already nobody waits
     * for this one: each holds a thread of the server, and operators need some too.
     */
    public void expect(OutboundSms sms) {
        if (waiting.size() < most) {
            waiting.put(sms.id(), new Caller(sms, new CompletableFuture<>()));
        }
    }

    /** Announces that somebody may wait in another process, which is told through {@code queue}. */
    void expectElsewhere(String messageId, String queue) {
        elsewhere.put(messageId, queue);
    }

    /** Tells whoever waits, if anybody does. */
    public void tell(SmsOutcome outcome) {
        String id = outcome.message().id();
        Caller caller = waiting.get(id);
        if (caller != null) {
            caller.outcome().complete(outcome);
        }
        String queue = elsewhere.isEmpty() ? null : elsewhere.remove(id);
        if (queue != null) {
            tellElsewhere(queue, outcome);
        }
    }

    private void tellElsewhere(String queue, SmsOutcome outcome) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", outcome.message().id());
        told.put("status", outcome.status().word());
        told.put("error_code", outcome.errorCode());
        told.put("error_message", outcome.errorMessage());
        told.put(
                "held_until",
                outcome.heldUntil() == null ? null : outcome.heldUntil().toString());
        if (outcome.attempt() != null) {
            told.put("carrier", outcome.attempt().carrier());
            told.put("cost", outcome.attempt().cost());
            told.put("currency", outcome.attempt().currency());
        }
        try {
            broker.send(
                    "",
                    queue,
                    MessageBuilder.withBody(Json.write(told).getBytes(StandardCharsets.UTF_8))
                            .setContentType("application/json")
                            .setDeliveryMode(MessageDeliveryMode.NON_PERSISTENT)
                            .build());
        } catch (AmqpException e) {
            // The caller is answered "queued", and the events tell the rest.
            LOG.debug("The outcome of {} was not told", outcome.message().id(), e);
        }
    }

    /** Hears from another process what came of a message. */
    public void hear(@Body byte[] told) {
        JsonNode outcome = Json.read(new String(told, StandardCharsets.UTF_8));
        Caller caller = waiting.get(outcome.path("id").asText());
        if (caller == null) {
            return;
        }
        Attempt attempt = outcome.hasNonNull("carrier")
                ? new Attempt(
                        caller.sms().id(),
                        outcome.get("carrier").asText(),
                        Attempt.Outcome.SENT,
                        null,
                        null,
                        null,
                        Instant.EPOCH,
                        Duration.ZERO,
                        outcome.hasNonNull("cost")
                                ? new java.math.BigDecimal(outcome.get("cost").asText())
                                : null,
                        text(outcome, "currency"),
                        null)
                : null;
        String heldUntil = text(outcome, "held_until");
        caller.outcome()
                .complete(new SmsOutcome(
                        caller.sms(),
                        SmsStatus.ofWord(outcome.get("status").asText()),
                        attempt,
                        text(outcome, "error_code"),
                        text(outcome, "error_message"),
                        heldUntil == null ? null : Instant.parse(heldUntil),
                        null));
    }

    private static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : null;
    }

    /** Waits for a message's outcome; empty when it takes longer than {@code millis}. */
    public Optional<SmsOutcome> await(String messageId, long millis) {
        Caller caller = waiting.get(messageId);
        if (caller == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(caller.outcome().get(millis, TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            waiting.remove(messageId);
        }
    }
}
