package com.dartwing.tel.hub.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.TestKeys;
import com.dartwing.tel.hub.carrier.AttemptRows;
import com.dartwing.tel.hub.fax.FaxView;
import com.dartwing.tel.hub.voice.CallView;
import com.dartwing.tel.hub.voice.conference.ConferenceView;
import java.time.Clock;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class IdempotencyTest {

    private static final ApiKey CALLER = TestKeys.allowing("sms.send");

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Tables tables = new Tables("idempotency");
    private final Idempotency keys = new Idempotency(
            tables.jdbc,
            null,
            new CallView(tables.jdbc, List::of, new AttemptRows(tables.jdbc, List::of)),
            new FaxView(tables.jdbc, List::of, new AttemptRows(tables.jdbc, List::of), null),
            new ConferenceView(tables.jdbc, List::of),
            Clock.systemUTC(),
            new TransactionTemplate(tables.transactions));

    @AfterEach
    void close() {
        keys.close();
        tables.close();
        camel.stop();
    }

    private Exchange claim(String hash) {
        Exchange exchange = new DefaultExchange(camel);
        keys.claim(exchange, CALLER, "once", hash);
        return exchange;
    }

    @Test
    void a_twin_in_flight_is_refused() {
        claim("a");

        assertThatExceptionOfType(TelException.Conflict.class).isThrownBy(() -> claim("a"));
    }

    @Test
    void a_request_repeated_as_soon_as_it_is_answered_gets_the_answer() {
        Exchange first = claim("a");
        keys.insert(CALLER, "once", "a", "SMS-2026-000001", 202, "{}");

        assertThat(first.getProperty("replay")).isNull();
        assertThat(claim("a").getProperty("replayBody")).isEqualTo("{}");
        assertThatExceptionOfType(TelException.Conflict.class)
                .isThrownBy(() -> claim("b"))
                .withMessageContaining("another request");
    }

    @Test
    void what_came_by_the_other_door_is_compared_by_its_record() {
        String bind = Idempotency.ofBind("0".repeat(64));
        keys.insert(CALLER, "once", bind, "SMS-2026-000001", 200, "{}");
        Exchange exchange = new DefaultExchange(camel);

        keys.claim(exchange, CALLER, "once", "a", "SMS-2026-000001"::equals);

        assertThat(exchange.getProperty("replayBody")).isEqualTo("{}");
        assertThatExceptionOfType(TelException.Conflict.class)
                .isThrownBy(() -> keys.claim(new DefaultExchange(camel), CALLER, "once", "a", record -> false));
    }

    @Test
    void two_of_one_door_are_compared_by_what_they_said() {
        keys.insert(CALLER, "once", Idempotency.ofBind("0".repeat(64)), "SMS-2026-000001", 200, "{}");

        assertThatExceptionOfType(TelException.Conflict.class)
                .isThrownBy(() -> keys.claimId(
                        new DefaultExchange(camel),
                        CALLER,
                        "once",
                        Idempotency.ofBind("1".repeat(64)),
                        record -> true));
    }

    @Test
    void of_twins_under_a_key_that_is_kept_no_longer_one_goes_on() {
        keys.insert(CALLER, "once", "a", "SMS-2026-000001", 202, "{}");
        tables.jdbc.update("UPDATE tel_idempotency SET created_at = '2026-01-01 00:00:00'");
        Exchange first = new DefaultExchange(camel);
        keys.claim(first, CALLER, "once", "b");
        tables.jdbc.update(
                "INSERT INTO tel_idempotency (api_key, idempotency_key, body_hash, record_id, answer_status,"
                        + " answer, created_at) VALUES ('KEY-1', 'once', 'a', 'SMS-2026-000001', 202, '{}', '2026-01-01 00:00:00')");

        assertThatExceptionOfType(TelException.Conflict.class).isThrownBy(() -> claim("b"));
        assertThat(tables.jdbc.queryForObject("SELECT COUNT(*) FROM tel_idempotency", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void a_call_that_was_not_answered_for_is_told_as_it_is_now() {
        tables.jdbc.update(
                "INSERT INTO tel_call (name, direction, status, from_number, to_number, initiated_at, modified_at,"
                        + " timeout_seconds, max_duration_seconds, purpose, api_key) VALUES ('CALL-2026-000001', 'Outbound',"
                        + " 'In Progress', '+18005559999', '+14155551234', '2026-01-01 00:00:00', '2026-01-01 00:00:00', 60, 14400,"
                        + " 'transactional', 'KEY-1')");
        keys.insert(CALLER, "once", "a", "CALL-2026-000001", 200, null);

        Exchange again = claim("a");

        assertThat(again.getProperty("replayStatus")).isEqualTo(200);
        assertThat(again.getProperty("replayBody", String.class))
                .contains("\"call_id\":\"CALL-2026-000001\"", "\"status\":\"in_progress\"");
    }
}
