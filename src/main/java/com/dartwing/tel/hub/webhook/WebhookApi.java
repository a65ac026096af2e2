package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.rest.ApiEdge;
import com.dartwing.tel.hub.webhook.EndpointHealth.Trouble;
import com.dartwing.tel.json.Required;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The webhook calls of the API: what became of deliveries, and what a consumer can do about it. */
@Component("webhookApi")
class WebhookApi {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1_000;

    private final ApiEdge api;
    private final DeliveryView view;
    private final ReplayDeliveries replay;
    private final TestEvent test;
    private final WebhookOwners owners;
    private final EndpointHealth health;

    WebhookApi(
            ApiEdge api,
            DeliveryView view,
            ReplayDeliveries replay,
            TestEvent test,
            WebhookOwners owners,
            EndpointHealth health) {
        this.api = api;
        this.view = view;
        this.replay = replay;
        this.test = test;
        this.owners = owners;
        this.health = health;
    }

    /** One delivery, or a range; {@code state} alone is no range. */
    record Replay(String deliveryId, String from, String to, String state, String event, String recordId, String url) {}

    /** Where the test event goes; to the key's own URL when absent. */
    record Test(String url) {}

    /** The endpoint that is meant. */
    record Endpoint(@Required String url) {}

    public void list(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        DeliveryFilter filter = DeliveryFilter.of(
                caller.name(),
                api.parameter(exchange, "state"),
                api.parameter(exchange, "event"),
                api.parameter(exchange, "record_id"),
                api.parameter(exchange, "url"),
                api.parameter(exchange, "from"),
                api.parameter(exchange, "to"));
        int limit = ApiEdge.limit(api.parameter(exchange, "limit"), DEFAULT_LIMIT, MOST);
        api.answer(exchange, 200, view.list(filter, api.parameter(exchange, "cursor"), limit));
    }

    public void read(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        api.answer(exchange, 200, view.read(caller.name(), api.named(exchange, "delivery_id")));
    }

    public void replay(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        Replay wish = api.read(exchange, Replay.class);
        if (wish.deliveryId() != null) {
            replay.one(caller.name(), wish.deliveryId());
            api.answer(exchange, 200, Map.of("replayed", 1, "more", false));
            return;
        }
        if (wish.from() == null) {
            throw new TelException.InvalidRequest("delivery_id or from is required", "delivery_id");
        }
        int replayed = replay.all(DeliveryFilter.of(
                caller.name(), wish.state(), wish.event(), wish.recordId(), wish.url(), wish.from(), wish.to()));
        api.answer(exchange, 200, Map.of("replayed", replayed, "more", replayed == ReplayDeliveries.MOST));
    }

    public void test(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        Test wish = api.body(exchange).length == 0 ? new Test(null) : api.read(exchange, Test.class);
        String url = wish.url() == null ? caller.webhookUrl() : wish.url();
        if (url == null) {
            throw new TelException.InvalidRequest("url is required: the key has no webhook URL of its own", "url");
        }
        requireUrl(url);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("delivery_id", test.send(caller, url));
        answer.put("event", TestEvent.NAME);
        answer.put("url", url);
        api.answer(exchange, 200, answer);
    }

    private static void requireUrl(String url) {
        try {
            URI uri = URI.create(url);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getUserInfo() == null && url.length() <= 2_048) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new TelException.InvalidRequest("url is no URL", "url");
    }

    public void enable(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        String url = api.read(exchange, Endpoint.class).url();
        List<Trouble> found = owners.troubles(caller.name()).stream()
                .filter(trouble -> trouble.url().equals(url))
                .toList();
        if (found.isEmpty()) {
            throw new TelException.NotFound("There is no endpoint of this URL that fails or is disabled");
        }
        found.forEach(trouble -> health.enable(trouble, ApiEdge.actor(exchange)));
        api.answer(exchange, 200, Map.of("url", url, "enabled", true));
    }
}
