package com.dartwing.tel.hub.rest;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.access.EmergencyLimits;
import com.dartwing.tel.hub.limits.LimitStores;
import com.dartwing.tel.json.Check;
import com.dartwing.tel.json.UtcTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The operators' brake for all keys, and what is known of the limits (contract, section 7). */
@Component("limitsAdmin")
public class LimitsAdmin {

    private static final BigDecimal DEFAULT_FACTOR = new BigDecimal("0.5");
    private static final BigDecimal SMALLEST_FACTOR = new BigDecimal("0.0001");
    private static final int DEFAULT_MINUTES = 60;
    private static final int LONGEST_MINUTES = 7 * 24 * 60;

    private final ApiEdge api;
    private final EmergencyLimits emergency;
    private final LimitStores stores;

    public LimitsAdmin(ApiEdge api, EmergencyLimits emergency, LimitStores stores) {
        this.api = api;
        this.emergency = emergency;
        this.stores = stores;
    }

    /** @param factor 0.0001 to 1, a half when absent; {@code minutes} 1 to 10,080, an hour when absent */
    record Emergency(BigDecimal factor, Integer minutes) {}

    /** Leaves a fraction of every limit, for a while. The runbook calls it without a body. */
    public void set(Exchange exchange) {
        Emergency wish =
                api.body(exchange).length == 0 ? new Emergency(null, null) : api.read(exchange, Emergency.class);
        Integer minutes = Check.range(1, LONGEST_MINUTES, wish.minutes(), "minutes");
        emergency.set(
                factor(wish.factor()),
                Duration.ofMinutes(minutes == null ? DEFAULT_MINUTES : minutes),
                ApiEdge.actor(exchange));
        health(exchange);
    }

    private static BigDecimal factor(BigDecimal given) {
        if (given == null) {
            return DEFAULT_FACTOR;
        }
        if (given.compareTo(SMALLEST_FACTOR) < 0
                || given.compareTo(BigDecimal.ONE) > 0
                || given.stripTrailingZeros().scale() > 6) {
            throw new TelException.InvalidRequest("factor is from 0.0001 to 1, with at most six decimals", "factor");
        }
        return given;
    }

    /** Gives the limits back. */
    public void clear(Exchange exchange) {
        emergency.clear(ApiEdge.actor(exchange));
        health(exchange);
    }

    /** What limits the keys now. */
    public void health(Exchange exchange) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", emergency.now().isPresent() ? "emergency" : "normal");
        answer.put("emergency", emergency.now().map(LimitsAdmin::view).orElse(null));
        answer.put("store", stores.isShared() ? "redis" : "node");
        answer.put("buckets", stores.buckets());
        api.answer(exchange, 200, answer);
    }

    private static Map<String, Object> view(EmergencyLimits.Brake brake) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("factor", brake.factor());
        view.put("until", UtcTime.write(brake.until()));
        view.put("set_by", brake.person());
        return view;
    }

    /** The runbook's question: whether Redis answers, and who keeps the limits. */
    public void redis(Exchange exchange) {
        api.answer(exchange, 200, stores.health());
    }
}
