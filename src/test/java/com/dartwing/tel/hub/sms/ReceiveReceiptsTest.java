package com.dartwing.tel.hub.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.access.CallbackTargets;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.hub.hipaa.HealthEvents;
import com.dartwing.tel.hub.vault.Pseudonyms;
import com.dartwing.tel.sms.Receipt;
import com.dartwing.tel.sms.SmsStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.transaction.support.TransactionTemplate;

class ReceiveReceiptsTest {

    private static final String NUMBER = "+14155551234";
    private static final String ERASED = "erased-0123456789ab";
    private static final String MESSAGE = "SMS-2026-000001";

    private final Tables tables = new Tables("receipts");
    private final Pseudonyms pseudonyms = mock(Pseudonyms.class);
    private final HealthEvents events = mock(HealthEvents.class);
    private final Outbox outbox = mock(Outbox.class);
    private final Carriers carriers = mock(Carriers.class);
    private final ReceiveReceipts receive = new ReceiveReceipts(
            new ReceiptRows(tables.jdbc, Clock.systemUTC()),
            new ReceiptMessages(tables.jdbc, pseudonyms),
            tables.jdbc,
            carriers,
            outbox,
            mock(CallbackTargets.class),
            mock(SmsMeters.class),
            events,
            Clock.systemUTC(),
            new TransactionTemplate(tables.transactions));

    @BeforeEach
    void send() {
        when(pseudonyms.erased(NUMBER)).thenReturn(ERASED);
        when(carriers.titleOf("acme")).thenReturn("Acme");
        when(events.of(anyBoolean(), any())).thenAnswer(asked -> asked.getArgument(1));
        tables.jdbc.update(
                "INSERT INTO tel_sms_message (name, direction, status, from_number, to_number, body, encoding,"
                        + " segments, character_count, created_at, modified_at) VALUES ('" + MESSAGE
                        + "', 'Outbound', 'Sent', '+14155550100', '" + NUMBER
                        + "', '', 'GSM-7', 1, 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)");
        tables.jdbc.update(
                "INSERT INTO tel_sms_attempt (name, message, carrier, outcome, carrier_message_id, started_at,"
                        + " latency_ms) VALUES ('" + MESSAGE + "-1.1', '" + MESSAGE
                        + "', 'acme', 'Accepted', 'theirs-1', CURRENT_TIMESTAMP, 5)");
    }

    @AfterEach
    void close() {
        receive.close();
        tables.close();
    }

    private void erase() {
        tables.jdbc.update("UPDATE tel_sms_message SET to_number = ?", ERASED);
    }

    private static Receipt receipt(String attempt, SmsStatus status) {
        return new Receipt("acme", "theirs-1", attempt, NUMBER, status, "30", "no phone at " + NUMBER, Instant.now());
    }

    private Map<String, Object> kept() {
        return tables.jdbc.queryForMap("SELECT message, recipient, detail FROM tel_carrier_receipt");
    }

    private Map<String, Object> message() {
        return tables.jdbc.queryForMap("SELECT status, error_message FROM tel_sms_message");
    }

    @Test
    void a_receipt_moves_its_message_on() {
        receive.receive(receipt(null, SmsStatus.UNDELIVERED));

        assertThat(kept()).containsEntry("message", MESSAGE).containsEntry("recipient", NUMBER);
        assertThat(message())
                .containsEntry("status", "Undelivered")
                .containsEntry("error_message", "no phone at " + NUMBER + " (30)");
    }

    @Test
    void a_late_receipt_does_not_bring_back_whom_an_erasure_has_removed() {
        erase();

        receive.receive(receipt(MESSAGE + "-1.1", SmsStatus.UNDELIVERED));

        assertThat(kept())
                .containsEntry("message", MESSAGE)
                .containsEntry("recipient", null)
                .containsEntry("detail", null);
        assertThat(message())
                .containsEntry("status", "Undelivered")
                .containsEntry("error_message", "the carrier could not deliver it (30)");
    }

    @Test
    void a_late_receipt_that_knows_the_carriers_id_alone_finds_its_message_by_the_hash() {
        erase();

        receive.receive(receipt(null, SmsStatus.DELIVERED));

        assertThat(kept()).containsEntry("message", MESSAGE).containsEntry("recipient", null);
        assertThat(message()).containsEntry("status", "Delivered");
    }

    @Test
    void what_a_carrier_says_of_a_message_with_health_data_is_not_kept() {
        tables.jdbc.update("UPDATE tel_sms_message SET hipaa_mode = TRUE");

        receive.receive(receipt(null, SmsStatus.UNDELIVERED));

        assertThat(kept()).containsEntry("recipient", NUMBER).containsEntry("detail", null);
        assertThat(message()).containsEntry("error_message", "the carrier could not deliver it (30)");
    }

    @Test
    void anothers_receipt_of_the_same_id_does_not() {
        erase();
        when(pseudonyms.erased("+14155559999")).thenReturn("erased-ffffffffffff");

        receive.receive(
                new Receipt("acme", "theirs-1", null, "+14155559999", SmsStatus.DELIVERED, null, null, Instant.now()));

        assertThat(kept()).containsEntry("message", null);
        assertThat(message()).containsEntry("status", "Sent");
    }

    private static Receipt delivered(String theirs) {
        return new Receipt("acme", theirs, null, NUMBER, SmsStatus.DELIVERED, null, null, Instant.now());
    }

    private static Receipt late(String theirs) {
        return new Receipt("acme", theirs, MESSAGE + "-1.1", NUMBER, SmsStatus.SENT, null, null, Instant.now());
    }

    /** The attempt is unknown, and was written without the carrier's id. */
    private void unanswered() {
        tables.jdbc.update("UPDATE tel_sms_attempt SET outcome = 'UNKNOWN', carrier_message_id = NULL");
        tables.jdbc.update("UPDATE tel_sms_message SET status = 'Held'");
    }

    @Test
    void an_answer_that_came_late_says_by_which_id_receipts_find_the_message() {
        unanswered();

        receive.receiveLate(late("theirs-2")).join();

        assertThat(message()).containsEntry("status", "Sent");
        receive.receive(delivered("theirs-2"));
        assertThat(message()).containsEntry("status", "Delivered");
    }

    @Test
    void the_event_of_a_receipt_writes_the_carrier_as_answers_do() {
        unanswered();

        receive.receive(receipt(MESSAGE + "-1.1", SmsStatus.SENT));

        ArgumentCaptor<List<Outbox.Entry>> told = ArgumentCaptor.captor();
        verify(outbox).insert(told.capture());
        assertThat(told.getValue()).singleElement().satisfies(entry -> {
            assertThat(entry.event().event()).isEqualTo("sms.sent");
            assertThat(entry.event().data()).containsEntry("carrier", "Acme");
        });
    }

    @Test
    void a_receipt_that_came_before_the_late_answer_is_applied_behind_it() {
        unanswered();
        receive.receive(delivered("theirs-2"));
        assertThat(message()).containsEntry("status", "Held");

        receive.receiveLate(late("theirs-2")).join();

        await().untilAsserted(() -> assertThat(message()).containsEntry("status", "Delivered"));
    }
}
