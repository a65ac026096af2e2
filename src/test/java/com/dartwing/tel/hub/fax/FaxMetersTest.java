package com.dartwing.tel.hub.fax;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.fax.FaxEnd;
import com.dartwing.tel.fax.FaxReport;
import com.dartwing.tel.fax.FaxState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FaxMetersTest {

    private static final Instant NOW = Instant.parse("2026-01-15T09:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FaxMeters meters = new FaxMeters(registry);

    private double count(String name, String carrier) {
        return registry.get(name).tag("carrier", carrier).counter().count();
    }

    private static FaxState ended(FaxEnd end, Integer pages) {
        return FaxState.QUEUED
                .after(new FaxReport.Ended(end, "why", pages), NOW, 3)
                .orElseThrow();
    }

    @Test
    void all_are_there_before_the_first_fax() {
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactlyInAnyOrder(
                        "tel.fax.sent", "tel.fax.delivered", "tel.fax.failed", "tel.fax.pages", "tel.fax.not.fetched");
    }

    @Test
    void what_arrives_is_counted_with_its_pages_and_once() {
        FaxState partial = ended(FaxEnd.FAILED, 2);
        FaxState delivered = partial.after(new FaxReport.Arrived(3, 60), NOW, 3).orElseThrow();

        meters.sent("acme");
        meters.moved("acme", partial, 2);
        meters.moved("acme", delivered, 1);

        assertThat(count("tel.fax.sent", "acme")).isEqualTo(1);
        assertThat(count("tel.fax.delivered", "acme")).isEqualTo(1);
        assertThat(count("tel.fax.failed", "acme")).isEqualTo(1);
        assertThat(count("tel.fax.pages", "acme")).isEqualTo(3);
    }

    @Test
    void an_answer_of_the_other_side_is_no_failure() {
        meters.moved("acme", ended(FaxEnd.BUSY, null), 0);
        meters.moved("acme", ended(FaxEnd.NO_ANSWER, null), 0);
        meters.moved("acme", ended(FaxEnd.REJECTED, null), 0);
        meters.moved(null, FaxState.refused(NOW, "TEL-006", "no carrier could take the fax"), 0);

        assertThat(registry.find("tel.fax.failed").tag("carrier", "acme").counter())
                .isNull();
        assertThat(count("tel.fax.failed", "none")).isEqualTo(1);
    }
}
