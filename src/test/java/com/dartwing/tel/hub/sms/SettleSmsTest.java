package com.dartwing.tel.hub.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.dartwing.tel.carrier.CarrierResult;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.hub.LossyDatabase;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.access.CallbackTargets;
import com.dartwing.tel.hub.access.KeySpend;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.hipaa.HealthData;
import com.dartwing.tel.hub.hipaa.HealthEvents;
import com.dartwing.tel.routing.Dispatch;
import com.dartwing.tel.routing.RouteOption;
import com.dartwing.tel.sms.OnUnknown;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.Purpose;
import com.dartwing.tel.sms.SmsText;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A carrier took a message, and the database is lost before that is written: it is not sent again for that. */
class SettleSmsTest {

    private static final String SMS = "SMS-2026-000001";

    private final Tables tables = new Tables("settle-" + System.nanoTime());
    private final LossyDatabase database = new LossyDatabase(tables.jdbc.getDataSource());
    private final Clock clock = Clock.systemUTC();
    private final Instant createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    private final ReceiveReceipts receipts = mock();
    private SettleSms settle;

    @BeforeEach
    void open() {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        Node node = new Node(jdbc, clock);
        jdbc.update(
                """
                INSERT INTO tel_sms_message
                  (name, direction, status, from_number, to_number, body, encoding, segments, character_count, created_at,
                   modified_at, owner, organization, api_key, event_sequence)
                VALUES (?, 'Outbound', 'Queued', '+14155550100', '+14155550101', 'Hello', 'GSM-7', 1, 5, ?, ?, ?, 'Acme',
                  'KEY-1', 1)
                """,
                SMS,
                Sql.utc(createdAt),
                Sql.utc(createdAt),
                node.name());
        Carriers carriers = mock();
        when(carriers.titleOf(any())).thenReturn("Acme");
        HealthEvents healthEvents = mock();
        when(healthEvents.of(anyBoolean(), any())).thenAnswer(call -> call.getArgument(1));
        KeySpend spend = mock();
        OutcomeRows rows = new OutcomeRows(
                jdbc,
                mock(Outbox.class),
                node,
                carriers,
                mock(CallbackTargets.class),
                mock(HealthData.class),
                healthEvents,
                spend,
                clock);
        settle = new SettleSms(
                rows,
                receipts,
                mock(SmsMeters.class),
                spend,
                clock,
                new TransactionTemplate(new JdbcTransactionManager(database)));
    }

    @AfterEach
    void close() {
        settle.close();
        tables.close();
    }

    @Test
    void what_could_not_be_written_is_written_when_the_database_is_here_again() {
        database.dieBeforeNextCommit();
        assertThat(settle.settle(taken())).isEmpty();
        assertThatThrownBy(settle::again).isInstanceOf(RuntimeException.class);
        database.comeBack();
        assertThat(status()).isEqualTo("Queued");

        settle.again();

        assertThat(status()).isEqualTo("Sent");
        verify(receipts).applyEarly("acme-1");
    }

    @Test
    void what_was_written_unknown_to_us_is_not_written_again() {
        database.dieAfterNextCommit();
        assertThat(settle.settle(taken())).isEmpty();
        database.comeBack();

        settle.again();
        settle.again();

        assertThat(status()).isEqualTo("Sent");
        assertThat(tables.jdbc.queryForObject("SELECT event_sequence FROM tel_sms_message", Integer.class))
                .isEqualTo(2);
        verify(receipts).applyEarly("acme-1");
    }

    private String status() {
        return tables.jdbc.queryForObject("SELECT status FROM tel_sms_message", String.class);
    }

    private Dispatch<OutboundSms> taken() {
        OutboundSms sms = new OutboundSms(
                SMS,
                new OutboundSms.Owner("KEY-1", "Acme", "crm", null),
                new OutboundSms.Parties("+14155550100", false, null, "+14155550101", "US"),
                SmsText.of("Hello"),
                null,
                new OutboundSms.Policy(
                        Purpose.TRANSACTIONAL, null, null, OnUnknown.HOLD, 1, null, createdAt.plusSeconds(600), false),
                new OutboundSms.Details(null, null, null, null, null, null),
                createdAt,
                1,
                0);
        Dispatch<OutboundSms> dispatch = new Dispatch<>(
                sms,
                List.of(new RouteOption("acme", true, null, 90, 100, new BigDecimal("0.004"), "USD", 1, 100, null)),
                clock);
        dispatch.turn();
        dispatch.sent(new CarrierResult("acme-1", "{}"));
        return dispatch;
    }
}
