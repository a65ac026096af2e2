package com.dartwing.tel.hub.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.hub.Explaining;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.hub.db.Sql;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Records written on the real tables, in memory. */
class WriteCdrsTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Instant TODAY = Instant.parse("2026-03-10T08:00:00Z");
    private static final Instant BEFORE = Instant.parse("2026-03-07T23:00:00Z");
    private static final String ID = "SMS-2026-000001";

    private final Tables tables = new Tables("cdrs");
    private final Messages messages = new Messages(tables.jdbc);
    private final WriteCdrs write = new WriteCdrs(
            new FinishedSmsRows(tables.jdbc),
            new FinishedCallRows(tables.jdbc),
            new FinishedFaxRows(tables.jdbc),
            new CdrAttempts(tables.jdbc),
            new CdrRows(tables.jdbc, new CdrDays(tables.jdbc)),
            Clock.fixed(NOW, ZoneOffset.UTC),
            new TransactionTemplate(tables.transactions));

    @AfterEach
    void close() {
        write.close();
        tables.close();
    }

    private List<Map<String, Object>> rows() {
        return tables.jdbc.queryForList("SELECT * FROM tel_cdr ORDER BY record_id");
    }

    private String state(Instant day) {
        return tables
                .jdbc
                .queryForList("SELECT state FROM tel_cdr_day WHERE cdr_day = ?", String.class, CdrDays.dayOf(day))
                .stream()
                .findFirst()
                .orElse(null);
    }

    @Test
    void a_delivered_message_has_one_record_with_its_attempts_however_often_it_is_told() {
        messages.add(ID, "Delivered", TODAY, "0.0079");
        messages.attempt("a-2", ID, "acme", "SENT", TODAY.plusSeconds(1));
        messages.attempt("a-1", ID, "zeta", "UNAVAILABLE", TODAY);

        write.take(Messages.event("sms.delivered", ID));
        write.take(Messages.event("sms.delivered", ID));
        write.take(Messages.event("sms.failed", ID));

        assertThat(rows()).hasSize(1);
        Map<String, Object> row = rows().get(0);
        assertThat(row)
                .containsEntry("status", "Delivered")
                .containsEntry("cdr_type", "SMS")
                .containsEntry("organization", "Acme")
                .containsEntry("cost_center", "CC-7")
                .containsEntry("country_code", "US")
                .containsEntry("revision", 1);
        assertThat((BigDecimal) row.get("cost_amount")).isEqualByComparingTo("0.0079");
        assertThat(String.valueOf(row.get("attempts")))
                .containsSubsequence("zeta", "unavailable", "503", "acme", "sent", "latency_ms\":25");
    }

    @Test
    void events_that_say_nothing_of_an_end_write_nothing() {
        messages.add(ID, "Sent", TODAY, "0.0079");

        write.take(Messages.event("sms.queued", ID));
        write.take(Messages.event("sms.sent", ID));
        write.take(Messages.event("sms.failed", ID));
        write.take(Messages.event("sms.failed", "SMS-2026-999999"));

        assertThat(rows()).isEmpty();
    }

    @Test
    void a_later_delivery_corrects_it_and_an_older_event_does_not_bring_the_failure_back() {
        messages.add(ID, "Undelivered", TODAY, null);
        write.take(Messages.event("sms.failed", ID));
        messages.becomes(ID, "Delivered");

        write.take(Messages.event("sms.delivered", ID));
        write.take(Messages.event("sms.failed", ID));

        assertThat(rows()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("status", "Delivered")
                .containsEntry("revision", 2)
                .containsEntry("index_state", "Due"));
    }

    @Test
    void a_message_that_was_sent_and_never_heard_of_again_gets_its_record_when_its_time_is_over() {
        messages.add(ID, "Sent", BEFORE, "0.0079");
        messages.dueAt(ID, NOW.plusSeconds(1));
        messages.add("SMS-2026-000002", "Sent", BEFORE, "0.0079");
        messages.dueAt("SMS-2026-000002", NOW);
        messages.add("SMS-2026-000003", "Canceled", BEFORE, null);
        messages.dueAt("SMS-2026-000003", NOW);
        messages.add("SMS-2026-000004", "Queued", BEFORE, null);
        messages.dueAt("SMS-2026-000004", NOW);

        write.sweep();
        write.sweep();

        assertThat(rows())
                .extracting(row -> row.get("record_id"))
                .containsExactly("SMS-2026-000002", "SMS-2026-000003");
        assertThat(rows()).extracting(row -> row.get("status")).containsExactly("Sent", "Canceled");
        assertThat(tables.jdbc.queryForList(
                        "SELECT name FROM tel_sms_message WHERE next_attempt_at IS NOT NULL ORDER BY name",
                        String.class))
                .containsExactly(ID, "SMS-2026-000004");
    }

    @Test
    void the_sweep_goes_through_no_more_than_what_is_due() {
        for (int i = 0; i < 1_000; i++) {
            messages.add("SMS-2026-1" + i, "Sent", BEFORE, null);
        }
        messages.dueAt("SMS-2026-10", NOW);
        messages.dueAt("SMS-2026-11", NOW.plusSeconds(1));
        tables.jdbc.execute("ANALYZE");
        Explaining jdbc = new Explaining(tables);

        assertThat(new FinishedSmsRows(jdbc).due(NOW, 100)).containsExactly("SMS-2026-10");

        assertThat(jdbc.mostScanned()).isBetween(1, 20);
    }

    @Test
    void what_came_to_be_known_after_the_end_is_in_the_record_too() {
        messages.add(ID, "Delivered", TODAY, null);
        write.take(Messages.event("sms.delivered", ID));
        // The receipt overtook the outcome of the sending, which now says what it cost.
        messages.attempt("a-1", ID, "acme", "SENT", TODAY);
        tables.jdbc.update("UPDATE tel_sms_message SET cost_amount = 0.004, cost_currency = 'USD'");
        messages.dueAt(ID, NOW);

        write.sweep();

        assertThat((BigDecimal) rows().get(0).get("cost_amount")).isEqualByComparingTo("0.004");
        assertThat(String.valueOf(rows().get(0).get("attempts"))).contains("acme");
    }

    @Test
    void a_record_of_a_day_that_is_over_says_that_the_day_changed() {
        messages.add(ID, "Delivered", TODAY, null);
        messages.add("SMS-2026-000002", "Delivered", BEFORE, null);
        tables.jdbc.update(
                "INSERT INTO tel_cdr_day (cdr_day, state, modified_at) VALUES (?, 'Summed', ?)",
                CdrDays.dayOf(BEFORE),
                Sql.utc(BEFORE));

        write.take(Messages.event("sms.delivered", ID));
        write.take(Messages.event("sms.delivered", "SMS-2026-000002"));

        assertThat(state(TODAY)).isEqualTo("Changed");
        assertThat(state(BEFORE)).isEqualTo("Changed");
    }

    @Test
    void many_are_written_together_and_none_twice() {
        IntStream.range(0, 200)
                .forEach(i ->
                        messages.add("SMS-2026-0001%02d".formatted(i % 100) + i / 100, "Delivered", BEFORE, "0.01"));
        List<String> ids = tables.jdbc.queryForList("SELECT name FROM tel_sms_message", String.class);

        List<CompletableFuture<Void>> taking = IntStream.range(0, 600)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> write.take(Messages.event("sms.delivered", ids.get(i % ids.size())))))
                .toList();
        taking.forEach(CompletableFuture::join);

        assertThat(rows()).hasSize(200).allSatisfy(row -> assertThat(row).containsEntry("revision", 1));
    }
}
