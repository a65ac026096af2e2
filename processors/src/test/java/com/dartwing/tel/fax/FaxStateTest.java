package com.dartwing.tel.fax;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.fax.FaxReport.Arrived;
import com.dartwing.tel.fax.FaxReport.Ended;
import com.dartwing.tel.fax.FaxReport.Started;
import com.dartwing.tel.fax.FaxReport.What;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaxStateTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final int PAGES = 3;

    private static FaxState after(FaxState state, What... reports) {
        FaxState current = state;
        for (What report : reports) {
            current = current.after(report, NOW.plusSeconds(60), PAGES).orElse(current);
        }
        return current;
    }

    @Test
    void it_is_sent_and_arrives() {
        FaxState sending = FaxState.QUEUED.after(new Started(), NOW, PAGES).orElseThrow();

        FaxState over = after(sending, new Arrived(PAGES, null));

        assertThat(sending.status()).isEqualTo(FaxStatus.SENDING);
        assertThat(over.status()).isEqualTo(FaxStatus.DELIVERED);
        assertThat(over.pagesSent()).isEqualTo(PAGES);
        assertThat(over.seconds()).isEqualTo(60);
        assertThat(over.cost(new BigDecimal("0.007"))).isEqualByComparingTo("0.021");
    }

    @Test
    void what_arrived_has_arrived_whatever_is_told_before_or_after() {
        What arrived = new Arrived(PAGES, 30);
        What failed = new Ended(FaxEnd.FAILED, "dropped", null);

        List<FaxState> states = List.of(
                after(FaxState.QUEUED, arrived, new Started(), failed),
                after(FaxState.QUEUED, failed, arrived),
                after(FaxState.QUEUED, new Arrived(1, 30), arrived, arrived),
                after(FaxState.QUEUED.canceled(NOW), arrived));

        assertThat(states).allSatisfy(state -> {
            assertThat(state.status()).isEqualTo(FaxStatus.DELIVERED);
            assertThat(state.errorCode()).isNull();
        });
    }

    @Test
    void some_of_the_pages_are_told_as_such() {
        FaxState dropped = after(FaxState.QUEUED, new Started(), new Ended(FaxEnd.FAILED, "dropped", 2));

        assertThat(dropped.status()).isEqualTo(FaxStatus.PARTIAL);
        assertThat(dropped.pagesSent()).isEqualTo(2);
        assertThat(dropped.errorCode()).isEqualTo("TEL-302");
        assertThat(dropped.after(new Arrived(2, 30), NOW, PAGES)).isEmpty();
    }

    @Test
    void a_failure_is_final_and_told_once() {
        FaxState failed = after(FaxState.QUEUED, new Ended(FaxEnd.DOCUMENT, "file_format_invalid", null));

        assertThat(failed.status()).isEqualTo(FaxStatus.FAILED);
        assertThat(failed.errorCode()).isEqualTo("TEL-303");
        assertThat(failed.cost(new BigDecimal("0.007"))).isZero();
        assertThat(failed.after(new Started(), NOW, PAGES)).isEmpty();
        assertThat(failed.after(new Ended(FaxEnd.BUSY, "busy", null), NOW, PAGES))
                .isEmpty();
    }

    @Test
    void a_report_finds_its_fax_and_its_walk_by_our_attempt() {
        FaxReport ours = new FaxReport("acme", null, "FAX-2026-000123-2.1", NOW, new Started());
        FaxReport foreign = new FaxReport("acme", "x", "SMS-2026-000123-2.1", NOW, new Started());

        assertThat(ours.faxId()).isEqualTo("FAX-2026-000123");
        assertThat(ours.walk()).isEqualTo(2);
        assertThat(foreign.faxId()).isNull();
        assertThat(foreign.walk()).isNull();
    }
}
