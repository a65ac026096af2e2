package com.dartwing.tel.hub.rest;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.access.ApiKeys;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.access.KeyLife;
import com.dartwing.tel.hub.access.KeySpend;
import com.dartwing.tel.hub.access.RotateWebhookSecret;
import com.dartwing.tel.json.Check;
import com.dartwing.tel.json.Required;
import com.dartwing.tel.json.UtcTime;
import com.dartwing.tel.limits.SpendLedger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** What operators do with keys beyond editing their records. */
@Component("keyAdmin")
public class KeyAdmin {

    private static final int LONGEST_GRACE_HOURS = 24;

    private final ApiEdge api;
    private final KeyLife life;
    private final ApiKeys keys;
    private final KeySpend spend;
    private final RotateWebhookSecret secrets;

    public KeyAdmin(ApiEdge api, KeyLife life, ApiKeys keys, KeySpend spend, RotateWebhookSecret secrets) {
        this.secrets = secrets;
        this.api = api;
        this.keys = keys;
        this.spend = spend;
        this.life = life;
    }

    /** @param graceHours how long the previous secret stays valid, 0 to 24; 24 when absent */
    record Rotation(@Required String name, Integer graceHours) {}

    /** The key that is meant. */
    record Named(@Required String name) {}

    /** Gives a key another secret, which is told this once. */
    public void rotate(Exchange exchange) {
        Rotation wish = api.read(exchange, Rotation.class);
        KeyLife.Rotated rotated = life.rotate(wish.name(), grace(wish), ApiEdge.actor(exchange));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", wish.name());
        answer.put("key_prefix", rotated.secret().prefix());
        answer.put("api_key", rotated.secret().text());
        answer.put("previous_valid_until", UtcTime.write(rotated.previousUntil()));
        api.answer(exchange, 200, answer);
    }

    /** Gives a key or a webhook configuration another signing secret, which is told this once. */
    public void rotateWebhookSecret(Exchange exchange) {
        Rotation wish = api.read(exchange, Rotation.class);
        RotateWebhookSecret.Rotated rotated = secrets.rotate(wish.name(), grace(wish), ApiEdge.actor(exchange));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", wish.name());
        answer.put("webhook_secret", rotated.secret());
        answer.put("previous_valid_until", UtcTime.write(rotated.previousUntil()));
        api.answer(exchange, 200, answer);
    }

    private static Duration grace(Rotation wish) {
        Integer hours = Check.range(0, LONGEST_GRACE_HOURS, wish.graceHours(), "grace_hours");
        return Duration.ofHours(hours == null ? LONGEST_GRACE_HOURS : hours);
    }

    /** Shows what a key may spend and has spent. */
    public void spend(Exchange exchange) {
        String name = api.named(exchange, "name");
        ApiKey key =
                keys.byName(name).orElseThrow(() -> new TelException.NotFound("There is no TEL API Key of this name"));
        SpendLedger.Spent spent = spend.spent(name);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", name);
        answer.put("currency", spend.currency());
        answer.put("daily_limit", key.spend().daily());
        answer.put("monthly_limit", key.spend().monthly());
        answer.put("today", key.spend().isNone() ? null : spent.today());
        answer.put("month", key.spend().isNone() ? null : spent.month());
        api.answer(exchange, 200, answer);
    }

    public void suspend(Exchange exchange) {
        become(exchange, ApiKey.Status.SUSPENDED);
    }

    public void resume(Exchange exchange) {
        become(exchange, ApiKey.Status.ACTIVE);
    }

    public void revoke(Exchange exchange) {
        become(exchange, ApiKey.Status.REVOKED);
    }

    private void become(Exchange exchange, ApiKey.Status status) {
        String name = api.read(exchange, Named.class).name();
        life.become(status, name, ApiEdge.actor(exchange));
        api.answer(exchange, 200, Map.of("name", name, "status", status.word()));
    }
}
