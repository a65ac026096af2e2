package com.dartwing.tel.hub.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.db.OneAtATime;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** What is removed when, on the real tables, in memory. */
class RetentionTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Instant OLD = Instant.parse("2025-01-31T23:00:00Z");
    private static final Instant YOUNG = Instant.parse("2026-03-09T10:00:00Z");

    private final Tables tables = new Tables("retention");
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final TransactionTemplate transaction = new TransactionTemplate(tables.transactions);
    private final OneAtATime one = new OneAtATime(tables.jdbc.getDataSource());
    private final CdrDays days = new CdrDays(tables.jdbc);
    private final SumTables sums = new SumTables(tables.jdbc, days);
    private final CdrIndex index = new CdrIndex(Optional.empty());
    private final Messages messages = new Messages(tables.jdbc);
    private final Carriers none = List::of;
    private final WriteCdrs write = new WriteCdrs(
            new FinishedSmsRows(tables.jdbc),
            new FinishedCallRows(tables.jdbc),
            new FinishedFaxRows(tables.jdbc),
            new CdrAttempts(tables.jdbc),
            new CdrRows(tables.jdbc, days),
            clock,
            transaction);

    @AfterEach
    void close() {
        write.close();
        tables.close();
    }

    private void purge(Duration cdrs, Duration messagesFor) {
        purge(new RetentionProperties(cdrs, messagesFor, Duration.ZERO));
    }

    private void purge(RetentionProperties keep) {
        new Retention(
                        tables.jdbc,
                        new Partitions(tables.jdbc, one, clock),
                        days,
                        new OldMessages(tables.jdbc, transaction),
                        new OldRecords(tables.jdbc, transaction),
                        keep,
                        index,
                        one,
                        clock)
                .purge();
    }

    private List<String> names(String column, String table) {
        return tables.jdbc.queryForList("SELECT " + column + " FROM " + table + " ORDER BY " + column, String.class);
    }

    private String costs() {
        return Json.write(new AnalyticsView(sums, new IndexSums(index, new CdrIndexRows(tables.jdbc), days), none)
                .costs(new CdrFilter("Acme", null, null, Map.of()), List.of(SumBy.DAY)));
    }

    @Test
    void old_calls_go_with_their_attempts_and_events_and_one_that_is_under_way_stays() {
        call("CALL-2026-000001", OLD, OLD.plusSeconds(60));
        call("CALL-2026-000002", OLD, null);
        call("CALL-2026-000003", YOUNG, YOUNG.plusSeconds(60));

        purge(Duration.ZERO, Duration.ofDays(30));

        assertThat(names("name", "tel_call")).containsExactly("CALL-2026-000002", "CALL-2026-000003");
        assertThat(names("call_name", "tel_call_attempt")).containsExactly("CALL-2026-000002", "CALL-2026-000003");
    }

    @Test
    void old_batches_of_faxes_go_after_their_faxes_with_their_bad_recipients() {
        faxBatch("BATCH-2026-000001", OLD, OLD);
        faxBatch("BATCH-2026-000002", OLD, null);
        faxBatch("BATCH-2026-000003", OLD, OLD);
        fax("FAX-2026-000001", "BATCH-2026-000001", OLD);
        fax("FAX-2026-000002", "BATCH-2026-000003", YOUNG);

        purge(Duration.ZERO, Duration.ofDays(30));

        assertThat(names("name", "tel_fax")).containsExactly("FAX-2026-000002");
        assertThat(names("name", "tel_fax_batch")).containsExactly("BATCH-2026-000002", "BATCH-2026-000003");
        assertThat(names("name", "tel_fax_batch_failure"))
                .containsExactly("BATCH-2026-000002-000000", "BATCH-2026-000003-000000");
    }

    private void faxBatch(String id, Instant at, Instant endedAt) {
        tables.jdbc.update(
                "INSERT INTO tel_fax_batch (name, api_key, total_recipients, bad_count, page_count, created_at, completed_at,"
                        + " modified_at) VALUES (?, 'KEY-1', 2, 1, 1, ?, ?, ?)",
                id,
                Sql.utc(at),
                Sql.utc(endedAt),
                Sql.utc(at));
        tables.jdbc.update(
                "INSERT INTO tel_fax_batch_failure (name, to_number, error_code, error_message)"
                        + " VALUES (?, 'nonsense', 'TEL-001', 'It is no number')",
                id + "-000000");
    }

    private void fax(String id, String batch, Instant at) {
        tables.jdbc.update(
                "INSERT INTO tel_fax (name, direction, status, from_number, to_number, page_count, resolution, created_at,"
                        + " completed_at, modified_at, batch) VALUES (?, 'Outbound', 'Delivered', '+18005559999',"
                        + " '+14155551234', 1, 'fine', ?, ?, ?, ?)",
                id,
                Sql.utc(at),
                Sql.utc(at),
                Sql.utc(at),
                batch);
    }

    private void call(String id, Instant at, Instant endedAt) {
        tables.jdbc.update(
                "INSERT INTO tel_call (name, direction, status, from_number, to_number, initiated_at, ended_at, modified_at,"
                        + " timeout_seconds, max_duration_seconds, purpose) VALUES (?, 'Outbound', ?, '+18005559999',"
                        + " '+14155551234', ?, ?, ?, 60, 14400, 'transactional')",
                id,
                endedAt == null ? "In Progress" : "Completed",
                Sql.utc(at),
                Sql.utc(endedAt),
                Sql.utc(at));
        tables.jdbc.update(
                "INSERT INTO tel_call_attempt (name, call_name, carrier, outcome, started_at, latency_ms)"
                        + " VALUES (?, ?, 'acme', 'SENT', ?, 5)",
                id + "-0.1",
                id,
                Sql.utc(at));
    }

    @Test
    void old_records_go_when_their_day_is_summed_up_and_what_they_cost_stays() {
        for (String id : List.of("SMS-2026-000001", "SMS-2026-000002")) {
            messages.add(id, "Delivered", id.endsWith("1") ? OLD : YOUNG, "0.004");
            write.take(Messages.event("sms.delivered", id));
        }
        String before = costs();

        purge(Duration.ofDays(365), Duration.ZERO);
        assertThat(names("record_id", "tel_cdr")).as("not summed up yet").hasSize(2);
        new SumUpDays(tables.jdbc, days, sums, clock, transaction).sumUp();
        purge(Duration.ofDays(365), Duration.ZERO);

        assertThat(names("record_id", "tel_cdr")).containsExactly("SMS-2026-000002");
        assertThat(costs()).isEqualTo(before);
        assertThat(names("state", "tel_cdr_day")).containsExactly("Closed", "Summed");
    }

    @Test
    void nothing_is_removed_where_nothing_is_said() {
        messages.add("SMS-2026-000001", "Delivered", OLD, "0.004");
        write.take(Messages.event("sms.delivered", "SMS-2026-000001"));
        new SumUpDays(tables.jdbc, days, sums, clock, transaction).sumUp();

        purge(Duration.ZERO, Duration.ZERO);

        assertThat(names("record_id", "tel_cdr")).hasSize(1);
        assertThat(names("name", "tel_sms_message")).hasSize(1);
    }

    @Test
    void old_messages_go_with_what_hangs_on_them_unless_they_are_not_over() {
        messages.add("SMS-2026-000001", "Delivered", OLD, "0.004");
        messages.attempt("a-1", "SMS-2026-000001", "acme", "SENT", OLD);
        messages.add("SMS-2026-000002", "Queued", OLD, null);
        messages.attempt("a-2", "SMS-2026-000002", "acme", "UNAVAILABLE", OLD);
        messages.add("SMS-2026-000003", "Sent", OLD, null);
        messages.dueAt("SMS-2026-000003", NOW.plusSeconds(60));
        messages.add("SMS-2026-000004", "Received", OLD, null);
        tables.jdbc.update("UPDATE tel_sms_message SET owner = 'node-1' WHERE name = 'SMS-2026-000004'");
        messages.add("SMS-2026-000005", "Delivered", YOUNG, null);

        purge(Duration.ZERO, Duration.ofDays(365));

        assertThat(names("name", "tel_sms_message"))
                .containsExactly("SMS-2026-000002", "SMS-2026-000003", "SMS-2026-000004", "SMS-2026-000005");
        assertThat(names("name", "tel_sms_attempt")).containsExactly("a-2");
    }

    @Test
    void marks_of_inbound_messages_go_with_the_events() {
        for (Instant at : List.of(OLD, YOUNG)) {
            tables.jdbc.update(
                    "INSERT INTO tel_inbound_seen (name, message, received_at) VALUES (?, ?, ?)",
                    at.equals(OLD) ? "old" : "young",
                    "SMS-2026-000001",
                    Sql.utc(at));
        }

        purge(new RetentionProperties(Duration.ZERO, Duration.ZERO, Duration.ofDays(30)));

        assertThat(names("TRIM(name)", "tel_inbound_seen")).containsExactly("young");
    }
}
