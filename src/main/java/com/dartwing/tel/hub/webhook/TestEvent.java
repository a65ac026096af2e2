package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.sms.SmsEvent;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The event {@code webhook.test}, by which a consumer tries its endpoint out. It goes the way of all events, but to one
 * URL alone, and is tried once.
 */
@Component
class TestEvent {

    static final String NAME = "webhook.test";

    private static final int BYTES = 8;

    private final Outbox outbox;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TestEvent(Outbox outbox, JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @return the id of its delivery, which is made within moments */
    String send(ApiKey caller, String url) {
        byte[] bytes = new byte[BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        String id = "TEST-" + HexFormat.of().formatHex(bytes);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("test_id", id);
        data.put("message", "If you can read this and verify its signature, your endpoint works.");
        String event = transaction.execute(status -> {
            outbox.insert(
                    List.of(new Outbox.Entry(new SmsEvent(NAME, id, 1, clock.instant(), data), caller.name(), url)));
            return jdbc.queryForObject("SELECT name FROM tel_event WHERE record_id = ?", String.class, id);
        });
        return Endpoints.delivery(event, url);
    }
}
