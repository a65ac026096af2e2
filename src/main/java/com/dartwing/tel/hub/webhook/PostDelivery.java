package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.access.ApiKeys;
import com.dartwing.tel.error.Faults;
import com.dartwing.tel.hub.config.HubProperties;
import com.dartwing.tel.hub.webhook.Lanes.Sign;
import com.dartwing.tel.hub.webhook.WebhookConfigs.Config;
import com.dartwing.tel.webhook.EventBody;
import com.dartwing.tel.webhook.EventSigner;
import com.dartwing.tel.webhook.RetryAfter;
import com.dartwing.tel.webhook.RetrySchedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** The steps of one try: sign, and judge what came of it. */
@Component("postDelivery")
class PostDelivery {

    private static final int GONE = 410;

    private final ApiKeys keys;
    private final WebhookConfigs configs;
    private final PreviousSecrets previous;
    private final EndpointHealth health;
    private final SettleDeliveries settle;
    private final Lanes lanes;
    private final DeliveryMeters meters;
    private final Clock clock;
    private final RetrySchedule schedule;
    private final HubProperties hub;

    PostDelivery(
            ApiKeys keys,
            WebhookConfigs configs,
            PreviousSecrets previous,
            EndpointHealth health,
            SettleDeliveries settle,
            Lanes lanes,
            DeliveryMeters meters,
            DeliveryProperties properties,
            HubProperties hub,
            Clock clock) {
        this.keys = keys;
        this.configs = configs;
        this.previous = previous;
        this.health = health;
        this.settle = settle;
        this.lanes = lanes;
        this.meters = meters;
        this.clock = clock;
        this.schedule = new RetrySchedule(
                properties.schedule(), () -> ThreadLocalRandom.current().nextDouble());
        this.hub = hub;
    }

    /** The request: the event's payload, its signatures, and nothing that came in with the exchange. */
    public void sign(Exchange exchange, @Body Delivery delivery) {
        Instant now = clock.instant();
        exchange.setProperty("delivery", delivery);
        exchange.setProperty("startedAt", now);
        byte[] body = EventBody.of(delivery.payload(), hub.urlOf(delivery.recordId()));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "POST");
        exchange.getMessage().setHeader(Exchange.HTTP_URI, delivery.url());
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().setHeader("User-Agent", "DartwingTel-Hub");
        List<String> secrets = secrets(delivery, now);
        if (!secrets.isEmpty()) {
            EventSigner.headers(secrets, delivery.eventId(), now, body).forEach(exchange.getMessage()::setHeader);
        }
        exchange.getMessage().setBody(body);
    }

    /** The current one first, then the one before it while that is still valid. */
    private List<String> secrets(Delivery delivery, Instant now) {
        String owner = String.valueOf(delivery.signer());
        Optional<String> current = delivery.config() != null
                ? configs.byName(owner).map(Config::secret)
                : keys.byName(owner).map(ApiKey::webhookSecret);
        List<String> secrets = new ArrayList<>();
        current.ifPresent(secrets::add);
        previous.of(owner, now).ifPresent(secrets::add);
        return secrets;
    }

    /** The consumer answered. */
    public void answered(
            @ExchangeProperty("delivery") Delivery delivery,
            @ExchangeProperty("startedAt") Instant startedAt,
            @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @Header("Retry-After") String retryAfter) {
        Instant now = clock.instant();
        Duration latency = Duration.between(startedAt, now);
        if (status >= 200 && status < 300) {
            lanes.sign(delivery.endpoint(), Sign.WELL);
            end(new Outcome(delivery, now, latency, status, null, DeliveryState.DELIVERED, null));
            health.heard(delivery);
            return;
        }
        lanes.sign(delivery.endpoint(), Sign.REFUSED);
        if (status == GONE && !delivery.isTest()) {
            end(new Outcome(delivery, now, latency, status, "HTTP 410", DeliveryState.DISABLED, null));
            health.disable(delivery, "HTTP 410: it says that it is gone");
            return;
        }
        Duration wish = RetryAfter.parse(retryAfter, now).orElse(null);
        if (wish != null) {
            lanes.pause(delivery.endpoint(), RetrySchedule.bounded(wish));
        }
        boolean redirect = status >= 300 && status < 400;
        again(delivery, now, latency, status, "HTTP " + status + (redirect ? ": redirects are refused" : ""), wish);
    }

    /** The consumer could not be reached, or did not answer in time. */
    public void unreached(
            @ExchangeProperty("delivery") Delivery delivery,
            @ExchangeProperty("startedAt") Instant startedAt,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        lanes.sign(delivery.endpoint(), Sign.SILENT);
        Instant now = clock.instant();
        again(delivery, now, Duration.between(startedAt, now), null, Faults.inWords(failure), null);
    }

    private void again(Delivery delivery, Instant now, Duration latency, Integer status, String error, Duration wish) {
        boolean disabled = !delivery.isTest() && health.failed(delivery, error);
        Optional<Instant> next =
                disabled || delivery.isTest() ? Optional.empty() : schedule.next(delivery.tries() + 1, now, wish);
        DeliveryState state =
                disabled ? DeliveryState.DISABLED : next.isPresent() ? DeliveryState.PENDING : DeliveryState.DEAD;
        end(new Outcome(delivery, now, latency, status, error, state, next.orElse(null)));
    }

    private void end(Outcome outcome) {
        meters.tried(outcome);
        settle.settle(outcome);
    }
}
