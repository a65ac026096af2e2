package com.dartwing.tel.hub.cdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.Tables;
import com.dartwing.tel.json.Json;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Sums on the real tables, in memory: the same from records and from summaries. */
class SumsTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Instant FIRST = Instant.parse("2026-03-06T00:00:00Z");
    private static final List<String> STATUSES = List.of("Delivered", "Undelivered", "Failed", "Received", "Canceled");

    private final Tables tables = new Tables("sums");
    private final Carriers none = List::of;
    private final TransactionTemplate transaction = new TransactionTemplate(tables.transactions);
    private final CdrDays days = new CdrDays(tables.jdbc);
    private final SumTables sums = new SumTables(tables.jdbc, days);
    private final CdrIndex index = new CdrIndex(Optional.empty());
    private final Messages messages = new Messages(tables.jdbc);
    private final AnalyticsView view =
            new AnalyticsView(sums, new IndexSums(index, new CdrIndexRows(tables.jdbc), days), none);
    private final WriteCdrs write = writer(NOW);

    private WriteCdrs writer(Instant now) {
        return new WriteCdrs(
                new FinishedSmsRows(tables.jdbc),
                new FinishedCallRows(tables.jdbc),
                new FinishedFaxRows(tables.jdbc),
                new CdrAttempts(tables.jdbc),
                new CdrRows(tables.jdbc, days),
                Clock.fixed(now, ZoneOffset.UTC),
                transaction);
    }

    private void sumUp(Instant now) {
        new SumUpDays(tables.jdbc, days, sums, Clock.fixed(now, ZoneOffset.UTC), transaction).sumUp();
    }

    @AfterEach
    void close() {
        write.close();
        tables.close();
    }

    private void message(String id, String status, Instant at, String cost) {
        messages.add(id, status, at, cost);
        write.take(Messages.event("sms.failed", id));
        messages.dueAt(id, NOW);
        write.sweep();
    }

    /** Some messages on each of five days, the last of which is today. */
    private void fill() {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            Instant at = FIRST.plusSeconds(random.nextInt(4 * 86_400 + 40_000));
            message("SMS-2026-%06d".formatted(i), STATUSES.get(i % 5), at, i % 3 == 0 ? null : "0.00" + (i + 1));
        }
        tables.jdbc.update("UPDATE tel_cdr SET cost_currency = 'EUR' WHERE record_id LIKE '%7'");
        tables.jdbc.update("UPDATE tel_cdr SET carrier = NULL, cost_center = NULL WHERE record_id LIKE '%1'");
        tables.jdbc.update("UPDATE tel_cdr SET organization = 'Other' WHERE record_id LIKE '%2'");
    }

    private String all(String groupBy, String from, String until) {
        CdrFilter filter = new CdrFilter("Acme", instant(from), instant(until), Map.of());
        return Json.write(view.costs(filter, SumBy.parse(groupBy)))
                + Json.write(view.usage(filter, SumBy.parse(groupBy)));
    }

    private static Instant instant(String text) {
        return text.isEmpty() ? null : Instant.parse(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",,",
                "day,,",
                "carrier,,",
                "day|carrier|country|module|organization|cost_center|cdr_type,,",
                "day,2026-03-07T00:00:00Z,2026-03-09T00:00:00Z",
                "day|cost_center,2026-03-06T10:11:12.345678Z,2026-03-10T10:00:00Z",
                "day,2026-03-07T03:00:00Z,2026-03-07T21:00:00Z",
                "day,2026-03-07T03:00:00Z,2026-03-08T00:00:00Z",
                "day,2026-03-07T03:00:00Z,2026-03-08T21:00:00Z",
                "cdr_type,2027-01-01T00:00:00Z,"
            })
    void sums_are_the_same_to_the_cent_from_records_from_summaries_and_from_both(String question) {
        String[] asked = question.split(",", -1);
        String by = asked[0].replace('|', ',');
        fill();

        String fromRecords = all(by, asked[1], asked[2]);
        sumUp(NOW);
        int summaries = tables.jdbc.queryForObject("SELECT COUNT(*) FROM tel_cost_report", Integer.class);
        String fromSummaries = all(by, asked[1], asked[2]);
        tables.jdbc.update("UPDATE tel_cdr_day SET state = 'Changed' WHERE cdr_day = '2026-03-08'");
        String fromBoth = all(by, asked[1], asked[2]);

        assertThat(summaries).isPositive();
        assertThat(fromSummaries).isEqualTo(fromRecords);
        assertThat(fromBoth).isEqualTo(fromRecords);
    }

    @Test
    void money_is_summed_each_currency_for_itself() {
        message("SMS-2026-000001", "Delivered", FIRST, "0.004");
        message("SMS-2026-000002", "Delivered", FIRST, "0.0079");
        message("SMS-2026-000003", "Delivered", FIRST, "0.1");
        tables.jdbc.update("UPDATE tel_cdr SET cost_currency = 'EUR' WHERE record_id = 'SMS-2026-000003'");
        sumUp(NOW);

        Map<String, Object> costs = view.costs(new CdrFilter("Acme", null, null, Map.of()), List.of());

        assertThat(Json.write(costs))
                .isEqualTo("{\"group_by\":[],\"costs\":["
                        + "{\"records\":1,\"cost\":{\"amount\":0.1,\"currency\":\"EUR\"}},"
                        + "{\"records\":2,\"cost\":{\"amount\":0.0119,\"currency\":\"USD\"}}],"
                        + "\"totals\":[{\"amount\":0.1,\"currency\":\"EUR\"},{\"amount\":0.0119,\"currency\":\"USD\"}],"
                        + "\"source\":\"sql\"}");
    }

    @Test
    void a_day_is_summed_up_when_it_is_over_and_again_when_a_record_of_it_changed() {
        message("SMS-2026-000001", "Undelivered", FIRST, "0.004");
        message("SMS-2026-000002", "Delivered", NOW.minusSeconds(60), "0.004");
        sumUp(NOW);
        assertThat(days.changed(null, null)).containsExactly(LocalDate.of(2026, 3, 10));

        messages.becomes("SMS-2026-000001", "Delivered");
        write.take(Messages.event("sms.delivered", "SMS-2026-000001"));
        assertThat(days.changed(null, null)).hasSize(2);
        sumUp(NOW.plusSeconds(60));
        assertThat(days.changed(null, null)).as("it was summed up not long ago").hasSize(2);
        sumUp(NOW.plusSeconds(1_000));

        assertThat(days.changed(null, null)).containsExactly(LocalDate.of(2026, 3, 10));
        assertThat(tables.jdbc.queryForObject("SELECT delivered FROM tel_usage_summary", BigDecimal.class))
                .isEqualByComparingTo("1");
    }

    @Test
    void today_is_not_over_until_ten_minutes_after_midnight() {
        message("SMS-2026-000001", "Delivered", NOW, "0.004");

        sumUp(Instant.parse("2026-03-11T00:09:59Z"));
        assertThat(days.changed(null, null)).hasSize(1);
        sumUp(Instant.parse("2026-03-11T00:10:00Z"));

        assertThat(days.changed(null, null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"week", "day,day", "day,,carrier", "initiated_at", "day;DROP TABLE tel_cdr"})
    void what_sums_cannot_be_parted_by_is_refused(String groupBy) {
        assertThatExceptionOfType(TelException.InvalidRequest.class)
                .isThrownBy(() -> SumBy.parse(groupBy))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("group_by"));
    }
}
