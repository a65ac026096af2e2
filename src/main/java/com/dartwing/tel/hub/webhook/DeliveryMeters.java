package com.dartwing.tel.hub.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * {@code tel_webhook_deliveries_total} by what came of each try ({@code delivered failed dead disabled canceled}), {@code
 * tel_webhook_latency_seconds} of the consumers' answers, and {@code tel_webhook_pending}.
 */
@Component("deliveryMeters")
class DeliveryMeters {

    private final MeterRegistry registry;
    private final DeliveryRows rows;
    private final AtomicLong pending = new AtomicLong();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    DeliveryMeters(MeterRegistry registry, DeliveryRows rows, Lanes lanes) {
        this.registry = registry;
        this.rows = rows;
        registry.gauge("tel.webhook.pending", pending);
        registry.gauge("tel.webhook.in.hand", lanes, Lanes::places);
    }

    void tried(Outcome outcome) {
        String status = outcome.state() == DeliveryState.PENDING
                ? "failed"
                : outcome.state().answer();
        count(status);
        timers.computeIfAbsent(
                        outcome.status() == null ? "none" : outcome.status() / 100 + "xx",
                        answer -> Timer.builder("tel.webhook.latency")
                                .publishPercentileHistogram()
                                .minimumExpectedValue(Duration.ofMillis(5))
                                .maximumExpectedValue(Duration.ofSeconds(30))
                                .tag("status", answer)
                                .register(registry))
                .record(outcome.latency());
    }

    void count(String status) {
        registry.counter("tel.webhook.deliveries", "status", status).increment();
    }

    /** Counts what waits, in the table. */
    public void countPending() {
        pending.set(rows.open());
    }
}
