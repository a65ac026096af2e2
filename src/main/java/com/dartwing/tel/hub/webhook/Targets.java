package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.access.ApiKeys;
import com.dartwing.tel.event.TelEvent;
import com.dartwing.tel.hub.smpp.PartnerTarget;
import com.dartwing.tel.hub.webhook.WebhookConfigs.Config;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Who hears of an event: the webhook that its record, number or key names, and every configuration that listens. A URL
 * that is named twice hears once.
 */
@Component
class Targets {

    private final ApiKeys keys;
    private final WebhookConfigs configs;

    Targets(ApiKeys keys, WebhookConfigs configs) {
        this.keys = keys;
        this.configs = configs;
    }

    /** Whether there is any. */
    boolean areThereFor(TelEvent event) {
        return target(event) != null || !listening(event).isEmpty();
    }

    List<Delivery> of(TelEvent event) {
        Map<String, Delivery> byUrl = new LinkedHashMap<>();
        String target = target(event);
        if (target != null) {
            byUrl.put(target, delivery(event, target, null));
        }
        listening(event)
                .forEach(config -> byUrl.computeIfAbsent(config.url(), url -> delivery(event, url, config.name())));
        return new ArrayList<>(byUrl.values());
    }

    /** What a partner hears by SMPP its key's webhook hears too. */
    private String target(TelEvent event) {
        if (!PartnerTarget.isOne(event.targetUrl())) {
            return event.targetUrl();
        }
        return keys.byName(event.apiKey()).map(ApiKey::webhookUrl).orElse(null);
    }

    private List<Config> listening(TelEvent event) {
        return event.apiKey() == null || event.event().equals(TestEvent.NAME)
                ? List.of()
                : keys.byName(event.apiKey())
                        .map(key -> configs.listening(key, event.event()))
                        .orElse(List.of());
    }

    private static Delivery delivery(TelEvent event, String url, String config) {
        String owner = config != null ? config : String.valueOf(event.apiKey());
        return new Delivery(
                Endpoints.delivery(event.id(), url),
                event.id(),
                event.event(),
                event.recordId(),
                event.apiKey(),
                config,
                url,
                Endpoints.id(owner, url),
                0,
                null,
                event.createdAt(),
                event.payload());
    }
}
