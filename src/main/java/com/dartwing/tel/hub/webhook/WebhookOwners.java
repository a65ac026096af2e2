package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.access.ApiKeys;
import com.dartwing.tel.hub.webhook.EndpointHealth.Trouble;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Whose endpoints a key may see and enable: its own, and those of the configurations that hear of its records. */
@Component
class WebhookOwners {

    private final ApiKeys keys;
    private final WebhookConfigs configs;
    private final EndpointHealth health;

    WebhookOwners(ApiKeys keys, WebhookConfigs configs, EndpointHealth health) {
        this.keys = keys;
        this.configs = configs;
        this.health = health;
    }

    /** The key's endpoints that give trouble. */
    List<Trouble> troubles(String apiKey) {
        Set<String> owners = new HashSet<>(Set.of(apiKey));
        keys.byName(apiKey).ifPresent(key -> configs.of(key).forEach(config -> owners.add(config.name())));
        return health.all().stream()
                .filter(trouble -> owners.contains(trouble.owner()))
                .toList();
    }
}
