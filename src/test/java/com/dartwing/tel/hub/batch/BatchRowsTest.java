package com.dartwing.tel.hub.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.TestKeys;
import com.dartwing.tel.sms.BatchRecipient;
import com.dartwing.tel.sms.BatchRequest;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Batches on the real tables, in memory. */
class BatchRowsTest {

    private static final String ID = "BATCH-2026-000001";
    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");

    private final Tables tables = new Tables("batches");
    private final JdbcTemplate jdbc = tables.jdbc;
    private final BatchRows rows = new BatchRows(jdbc);

    @BeforeEach
    void accept() {
        ApiKey key = TestKeys.allowing("sms.batch");
        BatchRequest request = new BatchRequest("For all", null, null, null, null, null, null, null, null);
        rows.insert(ID, key, request, 5, NOW);
        rows.insertRecipients(
                ID,
                IntStream.of(0, 1, 3, 4)
                        .mapToObj(position -> new BatchRecipient.Good(position, "+1415556000" + position, null))
                        .toList());
        rows.insertFailures(ID, List.of(new BatchRecipient.Bad(2, "x", "TEL-001", "is not a phone number")));
    }

    @AfterEach
    void close() {
        tables.close();
    }

    private SmsBatch batch() {
        return rows.find("name = ?", ID).orElseThrow();
    }

    private void owned(String node) {
        jdbc.update("UPDATE tel_sms_batch SET status = 'Processing', owner = ? WHERE name = ?", node, ID);
    }

    @Test
    void what_was_written_is_read() {
        assertThat(batch().request().body()).isEqualTo("For all");
        assertThat(batch().request().messagesPerSecond()).isEqualTo(10);
        assertThat(batch().badCount()).isEqualTo(1);
        assertThat(batch().createdAt()).isEqualTo(NOW);
        assertThat(rows.count(batch())).isEqualTo(new BatchCounts(0, 0, 1, 0, 0, 4));
    }

    @Test
    void recipients_wait_in_order_until_their_place_is_passed() {
        owned("node-1");

        assertThat(rows.next(batch(), 2))
                .extracting(BatchRecipient.Good::position)
                .containsExactly(0, 1);
        assertThat(rows.advance(batch(), 2, "node-1")).isTrue();

        assertThat(rows.next(batch(), 10))
                .extracting(BatchRecipient.Good::position)
                .containsExactly(3, 4);
        assertThat(batch().isReleased()).isFalse();
    }

    @Test
    void a_place_is_passed_once() {
        owned("node-1");
        SmsBatch seen = batch();

        assertThat(rows.advance(seen, 2, "node-1")).isTrue();
        assertThat(rows.advance(seen, 2, "node-1")).isFalse();
    }

    @Test
    void another_nodes_batch_and_a_canceled_one_are_left_alone() {
        owned("node-1");
        assertThat(rows.advance(batch(), 2, "node-2")).isFalse();

        jdbc.update("UPDATE tel_sms_batch SET status = 'Canceled' WHERE name = ?", ID);

        assertThat(rows.advance(batch(), 2, "node-1")).isFalse();
        assertThat(rows.next(batch(), 10)).hasSize(4);
        assertThat(rows.withdraw(batch())).isEqualTo(4);
    }
}
