package com.dartwing.tel.hub.fax;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.fax.FaxEnd;
import com.dartwing.tel.fax.FaxReport;
import com.dartwing.tel.fax.FaxReport.Arrived;
import com.dartwing.tel.fax.FaxReport.Ended;
import com.dartwing.tel.fax.FaxReport.Started;
import com.dartwing.tel.fax.FaxReport.What;
import com.dartwing.tel.fax.FaxState;
import com.dartwing.tel.fax.FaxStatus;
import com.dartwing.tel.routing.Attempt;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplyChangeTest {

    private static final String ID = "FAX-2026-000001";
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final FaxRow FRESH = new FaxRow(
            new FaxRow.Facts(ID, "KEY-1", "Acme", null, false, 2, 1, NOW),
            FaxState.QUEUED,
            new FaxRow.Course(null, null, null, null, 0, 0, null, NOW),
            1);

    private final ApplyChange apply = new ApplyChange(new FaxProperties(
            1,
            Duration.ofSeconds(1),
            Duration.ofHours(1),
            Duration.ofMinutes(1),
            Duration.ofHours(24),
            Duration.ofDays(7),
            Duration.ofDays(30)));

    private FaxRow after(FaxRow row, FaxChange... changes) {
        FaxRow current = row;
        for (FaxChange change : changes) {
            current = apply.apply(current, change, NOW);
        }
        return current;
    }

    private static FaxChange.Walk walk(int number) {
        return new FaxChange.Walk(number, List.of(), List.of());
    }

    private static FaxChange taken(int number) {
        Attempt attempt = new Attempt(
                ID + "-" + number + ".1",
                "acme",
                Attempt.Outcome.SENT,
                "c-" + number,
                null,
                null,
                NOW,
                Duration.ZERO,
                BigDecimal.ONE,
                "USD",
                null);
        return new FaxChange.Taken(ID, walk(number), new FaxChange.Asked(attempt, new BigDecimal("0.5"), "USD"));
    }

    private static FaxChange told(int number, What what) {
        return new FaxChange.Reported(ID, new FaxReport("acme", "c-" + number, ID + "-" + number + ".1", NOW, what));
    }

    private static What busy() {
        return new Ended(FaxEnd.BUSY, "busy", null);
    }

    @Test
    void a_fax_that_is_taken_and_arrives_costs_its_pages() {
        FaxRow over = after(FRESH, taken(0), told(0, new Started()), told(0, new Arrived(2, 40)));

        assertThat(over.state().status()).isEqualTo(FaxStatus.DELIVERED);
        assertThat(over.cost()).isEqualByComparingTo("1.0");
        assertThat(over.course().watchAt()).isNull();
    }

    @Test
    void a_report_may_overtake_the_carriers_answer() {
        FaxRow over = after(FRESH, told(0, new Arrived(2, 40)), taken(0));

        assertThat(over.state().status()).isEqualTo(FaxStatus.DELIVERED);
        assertThat(over.cost()).isEqualByComparingTo("1.0");
        assertThat(over.course().watchAt()).isNull();
    }

    @Test
    void a_busy_line_is_dialled_again_as_often_as_was_asked_for() {
        FaxRow waiting = after(FRESH, taken(0), told(0, busy()));
        FaxRow over = after(waiting, taken(1), told(1, busy()));

        assertThat(waiting.state()).isEqualTo(FaxState.QUEUED);
        assertThat(waiting.course().nextAttemptAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(waiting.course().retries()).isEqualTo(1);
        assertThat(over.state().status()).isEqualTo(FaxStatus.FAILED);
        assertThat(over.state().errorCode()).isEqualTo("TEL-202");
    }

    @Test
    void what_comes_late_about_an_earlier_walk_counts_only_when_the_fax_arrived() {
        FaxRow waiting = after(FRESH, told(0, busy()), taken(0), told(0, busy()), told(0, new Started()));

        assertThat(waiting.course().tries()).isEqualTo(1);
        assertThat(waiting.course().retries()).isEqualTo(1);
        assertThat(waiting.state()).isEqualTo(FaxState.QUEUED);
        FaxRow arrived = after(waiting, told(0, new Arrived(2, 40)));
        assertThat(arrived.state().status()).isEqualTo(FaxStatus.DELIVERED);
        assertThat(arrived.course().nextAttemptAt()).isNull();
    }

    @Test
    void a_document_that_is_refused_is_not_sent_again() {
        FaxRow over = after(FRESH, taken(0), told(0, new Ended(FaxEnd.DOCUMENT, "file_format_invalid", null)));

        assertThat(over.state().errorCode()).isEqualTo("TEL-303");
        assertThat(over.course().nextAttemptAt()).isNull();
    }

    @Test
    void a_document_that_its_carrier_could_not_fetch_is_offered_again_until_the_fax_is_given_up() {
        What notFetched = new Ended(FaxEnd.NOT_FETCHED, "file_download_failed", null);
        FaxRow waiting = after(FRESH, taken(0), told(0, notFetched), taken(1), told(1, notFetched));
        FaxRow taken = after(waiting, taken(2));
        FaxRow over = apply.apply(taken, told(2, notFetched), NOW.plus(Duration.ofHours(24)));

        assertThat(waiting.state()).isEqualTo(FaxState.QUEUED);
        assertThat(waiting.course().retries()).isZero();
        assertThat(waiting.course().nextAttemptAt()).isEqualTo(NOW.plusSeconds(10));
        assertThat(over.state().errorCode()).isEqualTo("TEL-303");
        assertThat(over.state().errorMessage()).isEqualTo("the carrier could not fetch the document");
    }

    @Test
    void a_fax_that_no_carrier_could_take_waits_until_it_is_given_up() {
        FaxRow waiting = after(FRESH, new FaxChange.NotTaken(ID, walk(0)));
        FaxRow over = apply.apply(waiting, new FaxChange.NotTaken(ID, walk(1)), NOW.plus(Duration.ofHours(24)));

        assertThat(waiting.course().nextAttemptAt()).isAfter(NOW);
        assertThat(waiting.course().retries()).isZero();
        assertThat(over.state().errorCode()).isEqualTo("TEL-006");
    }

    @Test
    void a_fax_that_was_stopped_may_still_arrive() {
        FaxRow canceled = after(FRESH, taken(0), new FaxChange.Canceled(ID));

        assertThat(canceled.state().status()).isEqualTo(FaxStatus.CANCELED);
        assertThat(after(canceled, told(0, busy())).state().status()).isEqualTo(FaxStatus.CANCELED);
        assertThat(after(canceled, told(0, new Arrived(2, 40))).state().status())
                .isEqualTo(FaxStatus.DELIVERED);
    }

    @Test
    void a_carrier_that_fell_silent_ends_it() {
        FaxRow over = after(FRESH, taken(0), new FaxChange.Silent(ID));

        assertThat(over.state().status()).isEqualTo(FaxStatus.FAILED);
        assertThat(over.state().cause()).isEqualTo("carrier_silent");
    }

    @Test
    void what_waits_is_withdrawn_and_what_a_carrier_has_is_not() {
        FaxRow waits = FRESH.on(FRESH.course().again(NOW, true));
        FaxChange withdrawn = new FaxChange.Withdrawn(ID);

        assertThat(after(waits, withdrawn).state().status()).isEqualTo(FaxStatus.CANCELED);
        assertThat(after(waits, withdrawn).course().nextAttemptAt()).isNull();
        assertThat(after(FRESH, withdrawn)).isEqualTo(FRESH);
        FaxRow sending = after(FRESH, taken(0), told(0, new Started()));
        assertThat(after(sending, withdrawn)).isEqualTo(sending);
    }
}
