package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.access.ApiKeys;
import com.dartwing.tel.hub.db.AfterCommit;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.webhook.EventSigner;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The steps of a delivery to a consumer: claim, sign, note what came of it. */
@Component("deliveries")
public class Deliveries {

    /** Waits before each repetition; after the last one the event is given up. */
    private static final List<Duration> SCHEDULE =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofMinutes(30));

    private final JdbcTemplate jdbc;
    private final ApiKeys keys;
    private final Node node;
    private final AfterCommit afterCommit;
    private final MeterRegistry registry;
    private final Clock clock;

    public Deliveries(
            JdbcTemplate jdbc, ApiKeys keys, Node node, AfterCommit afterCommit, MeterRegistry registry, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.node = node;
        this.afterCommit = afterCommit;
        this.registry = registry;
        this.clock = clock;
    }

    /** Claims a delivery for this node; it leaves once the claim is committed, for no remote call belongs into it. */
    public void claim(@Body DueDelivery delivery) {
        delivery.claim(node.name());
        afterCommit.send("direct:deliver", delivery);
    }

    /** The request: the payload byte for byte, its signature, and nothing that came in with the exchange. */
    public void sign(Exchange exchange, @Body DueDelivery delivery) {
        byte[] body = delivery.getPayload().getBytes(StandardCharsets.UTF_8);
        exchange.setProperty("delivery", delivery);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "POST");
        exchange.getMessage().setHeader(Exchange.HTTP_URI, delivery.getTargetUrl());
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().setHeader("User-Agent", "DartwingTel-Hub");
        String secret = keys.byName(String.valueOf(delivery.getApiKey()))
                .map(ApiKey::webhookSecret)
                .orElse(null);
        if (secret != null) {
            EventSigner.headers(secret, delivery.getName(), clock.instant(), body)
                    .forEach(exchange.getMessage()::setHeader);
        }
        exchange.getMessage().setBody(body);
    }

    /** The consumer answered. */
    public void answered(
            @ExchangeProperty("delivery") DueDelivery delivery, @Header(Exchange.HTTP_RESPONSE_CODE) int status) {
        if (status >= 200 && status < 300) {
            settle(delivery, "Delivered", null);
        } else {
            again(delivery, "HTTP " + status);
        }
    }

    /** The consumer could not be reached, or did not answer in time. */
    public void unreached(
            @ExchangeProperty("delivery") DueDelivery delivery,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        again(delivery, failure.getClass().getSimpleName() + ": " + failure.getMessage());
    }

    private void again(DueDelivery delivery, String error) {
        if (delivery.getTries() >= SCHEDULE.size()) {
            settle(delivery, "Dead", error);
            return;
        }
        count("failed");
        Instant next = clock.instant().plus(SCHEDULE.get(delivery.getTries()));
        jdbc.update(
                "UPDATE tel_event SET tries = tries + 1, owner = NULL, next_attempt_at = ?, last_error = ?"
                        + " WHERE name = ? AND owner = ?",
                Sql.utc(next),
                Sql.cut(error, 500),
                delivery.getName(),
                node.name());
    }

    private void settle(DueDelivery delivery, String state, String error) {
        count(state.toLowerCase(java.util.Locale.ROOT));
        jdbc.update(
                "UPDATE tel_event SET tries = tries + 1, owner = NULL, state = ?, settled_at = ?, last_error = ?,"
                        + " next_attempt_at = NULL WHERE name = ? AND owner = ?",
                state,
                Sql.utc(clock.instant()),
                Sql.cut(error, 500),
                delivery.getName(),
                node.name());
    }

    private void count(String result) {
        registry.counter("tel.webhook.deliveries", "status", result).increment();
    }
}
