package com.dartwing.tel.hub.limits;

import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.limits.RedisBuckets.Gone;
import com.dartwing.tel.limits.RateLimiter;
import com.dartwing.tel.limits.RateLimits;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Where the limits are kept: by this node, or by all nodes in Redis where one is configured. */
public final class LimitStores {

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final RateLimiter own;
    private final SharedRateLimiter shared;
    private volatile int nodes = 1;

    LimitStores(RedisProperties properties, JdbcTemplate jdbc, Clock clock, MeterRegistry registry) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.own = new RateLimiter(clock);
        this.shared = properties.isConfigured()
                ? new SharedRateLimiter(new RedisBuckets(properties), own, () -> nodes, clock, properties.retryAfter())
                : null;
        if (shared != null) {
            registry.gauge("tel.limits.shared", this, stores -> stores.isShared() ? 1 : 0);
            tend();
        }
    }

    RateLimits limits() {
        return shared == null ? own : shared;
    }

    /** Whether all nodes keep the limits together now. */
    public boolean isShared() {
        return shared != null && shared.isShared();
    }

    /** How many keys and operations this node keeps itself. */
    public int buckets() {
        return own.size();
    }

    /** Connects, comes back, and counts the nodes that would share the limits without Redis. */
    public void tend() {
        if (shared == null) {
            return;
        }
        shared.tend();
        Integer alive = jdbc.queryForObject(
                "SELECT COUNT(*) FROM tel_node WHERE alive_until >= ?", Integer.class, Sql.utc(clock.instant()));
        nodes = alive == null ? 1 : Math.max(1, alive);
    }

    /** Whether Redis answers, and who keeps the limits. */
    public Map<String, Object> health() {
        Map<String, Object> health = new LinkedHashMap<>();
        if (shared == null) {
            health.put("status", "not configured");
            health.put("detail", "Redis is optional; each node keeps its limits itself");
            return health;
        }
        long started = System.nanoTime();
        try {
            shared.ping();
            health.put("status", "healthy");
            health.put("latency_ms", (System.nanoTime() - started) / 1_000_000.0);
        } catch (Gone e) {
            health.put("status", "down");
            health.put("detail", e.getMessage());
        }
        health.put("limits_kept_by", isShared() ? "redis" : "node");
        health.put("nodes", nodes);
        return health;
    }

    @PreDestroy
    void close() {
        if (shared != null) {
            shared.close();
        }
    }
}
