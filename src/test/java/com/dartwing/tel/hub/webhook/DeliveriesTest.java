package com.dartwing.tel.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import com.dartwing.tel.access.ApiKeys;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.event.TelEvent;
import com.dartwing.tel.hub.LossyDatabase;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Sql;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The database is lost while deliveries are made and claimed: each is sent when it is back, not when a lease runs out. */
class DeliveriesTest {

    private static final DeliveryProperties PROPERTIES = new DeliveryProperties(
            List.of(Duration.ofSeconds(5)), Duration.ofDays(5), 16, 4, Duration.ofMinutes(5), Duration.ofDays(30));

    private final Tables tables = new Tables("deliveries-" + System.nanoTime());
    private final LossyDatabase database = new LossyDatabase(tables.jdbc.getDataSource());
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final Clock clock = Clock.systemUTC();
    private final List<String> sent = new ArrayList<>();
    private Deliveries deliveries;
    private ClaimDeliveries claim;
    private SettleDeliveries settle;

    @BeforeEach
    void start() {
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        Node node = new Node(jdbc, clock);
        DeliveryRows rows = new DeliveryRows(jdbc, node, PROPERTIES);
        Doubts doubts = new Doubts(rows, PROPERTIES, clock);
        settle = new SettleDeliveries(jdbc, node, transaction);
        Lanes lanes = new Lanes(
                Runnable::run, Runnable::run, delivery -> sent.add(delivery.eventId()), back -> {}, () -> {}, clock);
        claim = new ClaimDeliveries(
                rows,
                lanes,
                settle,
                doubts,
                new DeliveryMeters(new SimpleMeterRegistry(), rows, lanes),
                PROPERTIES,
                jdbc,
                transaction,
                clock);
        deliveries = new Deliveries(
                new Targets(mock(ApiKeys.class), mock(WebhookConfigs.class)),
                mock(EndpointHealth.class),
                rows,
                lanes,
                doubts,
                clock,
                transaction);
    }

    @AfterEach
    void close() {
        deliveries.close();
        settle.close();
        tables.close();
    }

    @Test
    void what_was_written_unknown_to_us_is_sent_once_when_the_database_is_back() {
        TelEvent event = event("WH-1");
        database.dieAfterNextCommit();
        assertThatThrownBy(() -> deliveries.enqueue(event)).isInstanceOf(TelException.Unavailable.class);
        assertThat(sent).isEmpty();
        database.comeBack();

        deliveries.enqueue(event);
        claim.claim();
        claim.claim();

        assertThat(sent).containsExactly("WH-1");
    }

    @Test
    void what_was_not_written_is_sent_once_when_its_event_comes_again() {
        TelEvent event = event("WH-2");
        database.dieBeforeNextCommit();
        assertThatThrownBy(() -> deliveries.enqueue(event)).isInstanceOf(TelException.Unavailable.class);
        database.comeBack();

        claim.claim();
        assertThat(sent).isEmpty();
        deliveries.enqueue(event);
        claim.claim();
        claim.claim();

        assertThat(sent).containsExactly("WH-2");
    }

    @Test
    void what_is_read_back_is_sent_at_once_and_what_was_there_before_is_not_sent_again() {
        TelEvent event = event("WH-3");
        database.loseNextAnswer();

        deliveries.enqueue(event);
        assertThat(sent).containsExactly("WH-3");

        database.loseNextAnswer();
        deliveries.enqueue(event);
        claim.claim();
        assertThat(sent).containsExactly("WH-3");
    }

    @Test
    void what_was_claimed_unknown_to_us_is_sent_once_when_the_database_is_back() {
        TelEvent event = event("WH-4");
        deliveries.enqueue(event);
        sent.clear();
        jdbc.update("UPDATE tel_webhook_delivery SET state = 'Pending', owner = NULL, next_attempt_at = created_at");
        database.dieAfterNextCommit();
        assertThatThrownBy(claim::claim).isInstanceOf(RuntimeException.class);
        assertThat(sent).isEmpty();
        database.comeBack();

        claim.claim();
        claim.claim();

        assertThat(sent).containsExactly("WH-4");
    }

    private TelEvent event(String id) {
        Instant now = clock.instant();
        jdbc.update(
                "INSERT INTO tel_event (name, event, record_id, sequence, payload, created_at)"
                        + " VALUES (?, 'sms.sent', 'SMS', 1, '{\"event\":\"sms.sent\"}', ?)",
                id,
                Sql.utc(now));
        return new TelEvent(id, "sms.sent", "SMS", 1, null, "http://127.0.0.1:9/hook", now, "{\"event\":\"sms.sent\"}");
    }
}
