package com.dartwing.tel.chaos;

import com.dartwing.tel.system.HubProcess;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers who send messages on a schedule. As honest clients do, they repeat what was refused or not answered, with the
 * same idempotency key and growing pauses, until it is accepted.
 */
final class Callers {

    private static final int THREADS = 64;
    private static final long REPEAT_AFTER_MILLIS = 500;
    private static final long REPEAT_AFTER_MILLIS_AT_MOST = 4_000;

    private final HubProcess hub;
    private final String key;
    private final String name;
    private final String callback;
    private final Ledger ledger;
    private final AtomicInteger serials = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    /**
     * @param name in the idempotency keys, so that each trial has its own
     * @param callback where events go
     */
    Callers(HubProcess hub, String key, String name, String callback, Ledger ledger) {
        this.hub = hub;
        this.key = key;
        this.name = name;
        this.callback = callback;
        this.ledger = ledger;
    }

    void start(int perSecond) {
        clock.scheduleAtFixedRate(
                () -> {
                    int serial = serials.incrementAndGet();
                    open.incrementAndGet();
                    threads.execute(() -> send(serial, REPEAT_AFTER_MILLIS));
                },
                0,
                1_000_000 / perSecond,
                TimeUnit.MICROSECONDS);
    }

    /** No new messages any more; those that are not accepted yet are still repeated. */
    void stop() {
        clock.shutdownNow();
    }

    /** Messages that are not accepted yet. */
    int open() {
        return open.get();
    }

    void close() {
        clock.shutdownNow();
        threads.shutdownNow();
    }

    private void send(int serial, long repeatAfterMillis) {
        try {
            HubProcess.Answer answer = hub.post("/api/method/dartwing_tel.api.sms.send_sms", key, request(serial));
            switch (answer.status()) {
                case 200, 202 -> {
                    ledger.accepted(
                            serial,
                            answer.json().path("message").path("message_id").asText());
                    open.decrementAndGet();
                    return;
                }
                case 503 -> ledger.refused();
                case 409 -> {
                    // Its twin is still in hand: neither a promise nor a refusal.
                }
                default -> ledger.untrue(answer.status(), answer.body());
            }
        } catch (UncheckedIOException e) {
            ledger.unanswered();
        }
        long next = Math.min(2 * repeatAfterMillis, REPEAT_AFTER_MILLIS_AT_MOST);
        threads.schedule(() -> send(serial, next), repeatAfterMillis, TimeUnit.MILLISECONDS);
    }

    private String request(int serial) {
        return String.format(
                "{\"to\":\"+1415555%04d\",\"body\":\"%s %d\",\"status_callback\":\"%s\",\"idempotency_key\":\"%s-%d\"}",
                serial % 10_000, name, serial, callback, name, serial);
    }
}
