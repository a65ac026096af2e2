package com.dartwing.tel.hub.db;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.event.RecordEvent;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.series.RecordIds;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** What nobody hears of is not relayed; nobody who hears misses what is committed from then on. */
class OutboxTest {

    private final Tables tables = new Tables("outbox-" + System.nanoTime());
    private final TransactionTemplate transaction = new TransactionTemplate(tables.transactions);
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ExecutorService pool = Executors.newSingleThreadExecutor();
    private final AtomicLong wishes = new AtomicLong();
    private final Set<String> heard = new HashSet<>();
    private Outbox outbox;

    @BeforeEach
    void start() throws Exception {
        camel.start();
        AtomicLong last = new AtomicLong();
        RecordIds ids = new RecordIds((series, year, size) -> last.getAndAdd(size), Clock.systemUTC());
        AfterCommit afterCommit = new AfterCommit(camel, pool) {
            @Override
            public void wake(String endpoint) {
                wishes.incrementAndGet();
            }
        };
        outbox = new Outbox(tables.jdbc, ids, afterCommit, event -> heard.contains(event.event()));
    }

    @AfterEach
    void close() throws Exception {
        pool.shutdownNow();
        camel.close();
        tables.close();
    }

    @Test
    void what_nobody_hears_of_is_kept_and_not_relayed() {
        heard.add("sms.sent");
        transaction.executeWithoutResult(
                status -> outbox.insert(List.of(entry("sms.queued", 1), entry("sms.sent", 2))));

        assertThat(relayed()).containsExactly(Map.entry("sms.queued", true), Map.entry("sms.sent", false));
        assertThat(wishes).hasValue(1);
    }

    @Test
    void what_nobody_hears_of_wakes_no_relay() {
        transaction.executeWithoutResult(status -> outbox.insert(List.of(entry("sms.queued", 1))));

        assertThat(wishes).hasValue(0);
    }

    @Test
    void who_begins_to_hear_before_the_commit_hears_what_is_committed() throws Exception {
        transaction.executeWithoutResult(status -> {
            outbox.insert(List.of(entry("sms.queued", 1), entry("sms.sent", 2)));
            heard.add("sms.sent");
        });
        pool.shutdown();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        assertThat(relayed()).containsExactly(Map.entry("sms.queued", true), Map.entry("sms.sent", false));
    }

    private List<Map.Entry<String, Boolean>> relayed() {
        return tables.jdbc.query(
                "SELECT event, relayed_at FROM tel_event ORDER BY sequence",
                (row, n) -> Map.entry(row.getString("event"), row.getTimestamp("relayed_at") != null));
    }

    private static Outbox.Entry entry(String event, int sequence) {
        return new Outbox.Entry(new Told(event, sequence), "KEY-1", null);
    }

    private record Told(String event, int sequence) implements RecordEvent {

        @Override
        public String recordId() {
            return "SMS-2026-000001";
        }

        @Override
        public Instant at() {
            return Instant.parse("2026-03-10T12:00:00Z");
        }

        @Override
        public Map<String, Object> data() {
            return Map.of();
        }
    }
}
