package com.dartwing.tel.hub.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.hub.Explaining;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.db.Node;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** What a partner is to hear next costs the same to find however much waits. */
class PartnerDeliveryRowsTest {

    private static final int WAITING = 3_000;
    private static final int FEW = 20;
    private static final int ROOM = 5;

    private final Tables tables = new Tables("partner-deliveries");
    private final Explaining jdbc = new Explaining(tables);
    private final Clock clock = Clock.fixed(Instant.parse("2026-03-10T12:00:00Z"), ZoneOffset.UTC);
    private final PartnerDeliveryRows rows = new PartnerDeliveryRows(
            jdbc, new TransactionTemplate(tables.transactions), new Node(tables.jdbc, clock), clock);

    @BeforeEach
    void fill() {
        for (String account : List.of("acme", "zenith")) {
            tables.jdbc.update(
                    "INSERT INTO tel_smpp_account (system_id, password_hash, api_key, created_at, modified_at)"
                            + " VALUES (?, '', 'KEY-1', '2026-03-01 00:00:00', '2026-03-01 00:00:00')",
                    account);
        }
    }

    @AfterEach
    void close() {
        tables.close();
    }

    private void waiting(String account, String since, String nextAttempt) {
        tables.jdbc.update(
                """
                INSERT INTO tel_smpp_delivery (name, account, event, record_id, status, next_attempt_at, created_at)
                SELECT ? || '-' || ? || '-' || LPAD(x, 6, '0'), ?, 'sms.delivered', 'SMS-2026-000001', 'delivered',
                  DATEADD('SECOND', x, CAST(? AS DATETIME)), DATEADD('SECOND', x, CAST(? AS DATETIME))
                FROM SYSTEM_RANGE(1, ?)
                """,
                account,
                since.substring(8, 10),
                account,
                nextAttempt,
                since,
                WAITING);
        tables.jdbc.execute("ANALYZE");
    }

    @Test
    void the_oldest_of_many_are_found_by_their_order() {
        waiting("acme", "2026-03-02 00:00:00", "2026-03-02 00:00:00");

        assertThat(rows.waiting(List.of("acme", "zenith"))).containsExactly("acme");
        List<PartnerDelivery> claimed = rows.claim("acme", ROOM);

        assertThat(claimed)
                .extracting(PartnerDelivery::name)
                .containsExactly(
                        "acme-02-000001", "acme-02-000002", "acme-02-000003", "acme-02-000004", "acme-02-000005");
        assertThat(jdbc.mostScanned()).isBetween(1, FEW);
    }

    @Test
    void what_is_not_due_yet_is_passed_over() {
        waiting("acme", "2026-03-02 00:00:00", "2026-04-01 00:00:00");
        waiting("acme", "2026-03-10 11:59:58", "2026-03-10 11:59:58");

        assertThat(rows.waiting(List.of("acme", "zenith"))).containsExactly("acme");
        List<PartnerDelivery> claimed = rows.claim("acme", ROOM);

        assertThat(claimed).extracting(PartnerDelivery::name).containsExactly("acme-10-000001", "acme-10-000002");
        assertThat(jdbc.mostScanned()).isBetween(1, FEW);
    }
}
