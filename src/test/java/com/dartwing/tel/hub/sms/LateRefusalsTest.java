package com.dartwing.tel.hub.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsOutcome;
import com.dartwing.tel.sms.SmsStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.transaction.support.TransactionTemplate;

class LateRefusalsTest {

    private static final String MESSAGE = "SMS-2026-000001";
    private static final String ATTEMPT = MESSAGE + "-0.1";
    private static final CarrierException NOT_TAKEN =
            new CarrierException.Unavailable("acme", "0x00000008", "ESME_RSYSERR");
    private static final CarrierException REJECTED =
            new CarrierException.Rejected("acme", "0x00000401", "no such thing", "TEL-102");

    private final Tables tables = new Tables("late-refusals");
    private final SmsRows rows = mock();
    private final ClaimSms claims = mock();
    private final SettleSms settle = mock();
    private final OutboundSms sms = mock();
    private final Watch clock = new Watch();
    private final Node node = new Node(tables.jdbc, clock);
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final LateRefusals refusals = new LateRefusals(
            tables.jdbc, new TransactionTemplate(tables.transactions), rows, claims, settle, node, threads::add, clock);

    @BeforeEach
    void hold() {
        when(rows.find(MESSAGE)).thenReturn(Optional.of(sms));
        tables.jdbc.update(
                """
                INSERT INTO tel_sms_message
                  (name, direction, status, error_code, from_number, to_number, body, encoding, segments, character_count,
                   created_at, modified_at, held_until, next_attempt_at)
                VALUES (?, 'Outbound', 'Held', 'TEL-007', '+14155550100', '+14155551234', '', 'GSM-7', 1, 0,
                   '2026-03-01 11:00:00', '2026-03-01 11:00:00', '2026-03-02 11:00:00', '2026-03-02 11:00:00')
                """,
                MESSAGE);
    }

    @AfterEach
    void close() {
        tables.close();
    }

    private void attempted() {
        tables.jdbc.update(
                "INSERT INTO tel_sms_attempt (name, message, carrier, outcome, code, started_at, latency_ms)"
                        + " VALUES (?, ?, 'acme', 'UNKNOWN', 'answer_lost', CURRENT_TIMESTAMP, 5)",
                ATTEMPT,
                MESSAGE);
    }

    private void become(String change) {
        tables.jdbc.update("UPDATE tel_sms_message SET " + change);
    }

    private Map<String, Object> message() {
        return tables.jdbc.queryForMap(
                "SELECT status, error_code, held_until, owner, next_attempt_at <= '2026-03-01 12:00:00' AS due"
                        + " FROM tel_sms_message");
    }

    private Map<String, Object> attempt() {
        return tables.jdbc.queryForMap("SELECT outcome, code, detail FROM tel_sms_attempt");
    }

    private void hear(CarrierException refusal) {
        assertThat(refusals.refused(ATTEMPT, refusal)).isTrue();
        refusals.apply();
    }

    @Test
    void a_message_that_was_not_taken_after_all_is_offered_again_at_once() {
        attempted();

        hear(NOT_TAKEN);

        assertThat(message())
                .containsEntry("status", "Queued")
                .containsEntry("error_code", null)
                .containsEntry("held_until", null)
                .containsEntry("due", true);
        assertThat(attempt())
                .containsEntry("outcome", "UNAVAILABLE")
                .containsEntry("code", "0x00000008")
                .containsEntry("detail", "ESME_RSYSERR");
    }

    @Test
    void another_thread_writes_it_at_once() {
        attempted();
        refusals.refused(ATTEMPT, NOT_TAKEN);
        assertThat(message()).containsEntry("status", "Held");

        threads.remove().run();

        assertThat(message()).containsEntry("status", "Queued");
    }

    @Test
    void a_message_that_was_rejected_after_all_has_failed_as_any_other_that_is() {
        attempted();

        hear(REJECTED);

        ArgumentCaptor<List<SmsOutcome>> settled = ArgumentCaptor.captor();
        verify(settle).settleAll(settled.capture());
        assertThat(settled.getValue()).singleElement().satisfies(outcome -> {
            assertThat(outcome.message()).isSameAs(sms);
            assertThat(outcome.status()).isEqualTo(SmsStatus.FAILED);
            assertThat(outcome.errorCode()).isEqualTo("TEL-102");
            assertThat(outcome.errorMessage()).isEqualTo("no such thing");
            assertThat(outcome.attempt().carrier()).isEqualTo("acme");
        });
        assertThat(message()).containsEntry("owner", node.name());
        assertThat(attempt()).containsEntry("outcome", "REJECTED");
    }

    @Test
    void one_that_waits_for_its_next_try_has_failed_too_when_it_is_rejected_and_waits_on_when_not() {
        attempted();
        become("status = 'Queued', error_code = NULL");

        hear(NOT_TAKEN);

        assertThat(message()).containsEntry("status", "Queued").containsEntry("due", false);
        tables.jdbc.update("UPDATE tel_sms_attempt SET outcome = 'UNKNOWN'");
        hear(REJECTED);
        verify(settle).settleAll(anyList());
    }

    @Test
    void an_answer_that_comes_before_its_attempt_is_written_waits_for_that() {
        hear(NOT_TAKEN);
        assertThat(message()).containsEntry("status", "Held");

        attempted();
        refusals.apply();

        assertThat(message()).containsEntry("status", "Queued");
    }

    @Test
    void an_answer_whose_attempt_is_never_written_is_given_up() {
        hear(NOT_TAKEN);
        clock.now = clock.now.plus(Duration.ofHours(2));
        refusals.apply();

        attempted();
        refusals.apply();

        assertThat(message()).containsEntry("status", "Held");
    }

    @Test
    void what_another_carrier_has_taken_or_somebody_has_in_hand_or_a_rule_holds_stays_as_it_is() {
        for (String change : List.of(
                "status = 'Sent', error_code = NULL",
                "status = 'Queued', owner = 'another'",
                "status = 'Held', owner = NULL, error_code = NULL")) {
            become(change);
            Map<String, Object> before = message();
            for (CarrierException refusal : List.of(NOT_TAKEN, REJECTED)) {
                tables.jdbc.update("DELETE FROM tel_sms_attempt");
                attempted();

                hear(refusal);

                assertThat(message()).isEqualTo(before);
                assertThat(attempt()).containsEntry("code", refusal.code());
            }
        }
        verify(settle, never()).settleAll(anyList());
    }

    @Test
    void what_the_storage_cannot_take_now_is_written_later() {
        attempted();
        tables.jdbc.execute("ALTER TABLE tel_sms_attempt RENAME TO away");
        hear(NOT_TAKEN);
        tables.jdbc.execute("ALTER TABLE away RENAME TO tel_sms_attempt");

        refusals.apply();

        assertThat(message()).containsEntry("status", "Queued");
    }

    @Test
    void a_message_whose_failure_cannot_be_written_is_given_back() {
        attempted();
        when(rows.find(MESSAGE)).thenThrow(new IllegalStateException("the storage is gone"));

        hear(REJECTED);

        verify(claims).giveBackLater(List.of(MESSAGE));
    }

    @Test
    void there_is_an_end_to_what_waits() {
        int taken = 0;
        while (refusals.refused(ATTEMPT, NOT_TAKEN)) {
            taken++;
        }

        assertThat(taken).isEqualTo(10_000);
    }

    private static final class Watch extends Clock {
        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
