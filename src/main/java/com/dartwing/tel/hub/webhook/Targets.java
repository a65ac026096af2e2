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

    List<Delivery> of(TelEvent event) {
        Map<String, Delivery> byUrl = new LinkedHashMap<>();
        String target = target(event);
        if (target != null) {
            byUrl.put(target, delivery(event, target, null));
        }
        if (event.apiKey() != null && !event.event().equals(TestEvent.NAME)) {
            keys.byName(event.apiKey()).ifPresent(key -> listening(key, event)
                    .forEach(
                            config -> byUrl.computeIfAbsent(config.url(), url -> delivery(event, url, config.name()))));
        }
        return new ArrayList<>(byUrl.values());
    }

    /** What a partner hears by SMPP its key's webhook hears too. */
    private String target(TelEvent event) {
        if (!PartnerTarget.isOne(event.targetUrl())) {
            return event.targetUrl();
        }
        return keys.byName(event.apiKey()).map(ApiKey::webhookUrl).orElse(null);
    }

    private List<Config> listening(ApiKey key, TelEvent event) {
        return configs.listening(key, event.event());
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
