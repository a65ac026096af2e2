package com.dartwing.tel.hub.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.dartwing.tel.hub.Explaining;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.db.AfterCommit;
import com.dartwing.tel.hub.db.Node;
import jakarta.persistence.NamedNativeQuery;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Looking for what is due costs the same however many messages were sent before. */
class DueSmsTest {

    private static final int SENT_LONG_AGO = 3_000;
    private static final int FEW = 20;

    private final Tables tables = new Tables("due-sms");
    private final Explaining jdbc = new Explaining(tables);

    @BeforeEach
    void fill() {
        tables.jdbc.update(
                """
                INSERT INTO tel_sms_message
                  (name, direction, status, from_number, to_number, body, encoding, segments, character_count, created_at,
                   modified_at, organization, api_key, event_sequence)
                SELECT 'SMS-2026-' || x, 'Outbound', 'Sent', '+14155550100', '+14155550101', 'Hello', 'GSM-7', 1, 5,
                  '2026-03-10 12:00:00', '2026-03-10 12:00:00', 'Acme', 'KEY-1', 1
                FROM SYSTEM_RANGE(1, ?)
                """,
                SENT_LONG_AGO);
        tables.jdbc.update("UPDATE tel_sms_message SET status = 'Queued', next_attempt_at = '2026-03-10 12:00:05'"
                + " WHERE name = 'SMS-2026-1'");
        tables.jdbc.update("UPDATE tel_sms_message SET status = 'Queued', owner = 'dead' WHERE name = 'SMS-2026-2'");
        tables.jdbc.execute("ANALYZE");
    }

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void messages_that_are_due_are_found_by_their_time() {
        String query = DueSms.class.getAnnotation(NamedNativeQuery.class).query();

        assertThat(jdbc.queryForList(query, new Object[0])).hasSize(1);

        assertThat(jdbc.mostScanned()).isBetween(1, FEW);
    }

    @Test
    void what_dead_nodes_had_in_hand_is_found_among_what_is_not_sent() {
        Clock clock = Clock.systemUTC();
        SmsRows rows = mock();
        AfterCommit afterCommit = mock();

        new ClaimSms(
                        jdbc,
                        rows,
                        mock(),
                        new Node(tables.jdbc, clock),
                        afterCommit,
                        new TransactionTemplate(tables.transactions),
                        clock)
                .takeOver();

        assertThat(tables.jdbc.queryForObject(
                        "SELECT COUNT(*) FROM tel_sms_message WHERE owner = 'dead'", Integer.class))
                .isZero();
        assertThat(jdbc.mostScanned()).isBetween(1, FEW);
    }
}
