package com.dartwing.tel.hub.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Asks a server every second whether it is there, in a thread of its own, so that nobody who asks for the hub's health,
 * or scrapes it, waits for a server that is away. A lost one makes the hub not ready; the gauge {@code
 * tel.<server>.up} is 0 then.
 */
abstract class ServerWatch implements HealthIndicator, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerWatch.class);
    private static final int END_SECONDS = 5;

    private final String server;
    private final ScheduledExecutorService thread;
    private volatile boolean there = true;

    ServerWatch(String server, MeterRegistry registry) {
        this.server = server;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread worker = new Thread(work, server + "-watch");
            worker.setDaemon(true);
            return worker;
        });
        Gauge.builder("tel." + server + ".up", () -> there ? 1 : 0)
                .description("Whether the " + server + " answers: 1 or 0")
                .register(registry);
    }

    final void start() {
        thread.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** @throws Exception when it gave no answer in time */
    abstract void ask() throws Exception;

    /** It was there, and is not any more. */
    abstract void lost();

    /** It answers again. @throws Exception when it is not to be relied on yet */
    abstract void back() throws Exception;

    /** Nobody asks any more. */
    abstract void ended();

    @Override
    public final Health health() {
        return there ? Health.up().build() : Health.outOfService().build();
    }

    private void look() {
        try {
            ask();
            if (!there) {
                back();
                there = true;
                LOG.warn("The {} is back", server);
            }
        } catch (Exception e) {
            if (there) {
                there = false;
                LOG.error("The {} is lost: {}", server, e.getMessage());
                lost();
            }
        }
    }

    @Override
    public final void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                ended();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
