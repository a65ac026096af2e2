package com.dartwing.tel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final List<Duration> PAUSES = Stream.of(
                    "PT5S", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H", "PT14H", "PT20H", "PT24H")
            .map(Duration::parse)
            .toList();

    private final RetrySchedule exact = new RetrySchedule(PAUSES, () -> 0);

    @Test
    void ten_tries_follow_the_pauses_of_the_schedule_and_then_it_is_given_up() {
        Instant at = NOW;
        for (int tries = 1; tries <= 9; tries++) {
            Instant next = exact.next(tries, at, null).orElseThrow();
            assertThat(Duration.between(at, next)).isEqualTo(PAUSES.get(tries - 1));
            at = next;
        }

        assertThat(Duration.between(NOW, at)).isEqualTo(Duration.parse("PT75H35M5S"));
        assertThat(exact.next(10, at, null)).isEmpty();
    }

    @Test
    void chance_makes_a_pause_longer_by_a_tenth_at_most_and_never_shorter() {
        RetrySchedule late = new RetrySchedule(PAUSES, () -> 1);

        assertThat(late.next(2, NOW, null)).contains(NOW.plusSeconds(330));
        assertThat(new RetrySchedule(PAUSES, () -> 0.5).next(1, NOW, null)).contains(NOW.plusMillis(5_250));
    }

    @Test
    void a_longer_pause_that_the_consumer_asks_for_is_kept_and_a_shorter_one_is_no_reason_to_hurry() {
        assertThat(exact.next(1, NOW, Duration.ofSeconds(90))).contains(NOW.plusSeconds(90));
        assertThat(exact.next(2, NOW, Duration.ofSeconds(90))).contains(NOW.plusSeconds(300));
    }

    @Test
    void nobody_makes_the_hub_wait_for_longer_than_a_day() {
        assertThat(exact.next(1, NOW, Duration.ofDays(3650))).contains(NOW.plus(Duration.ofDays(1)));
        assertThat(exact.next(1, NOW, Duration.ofSeconds(-5))).contains(NOW.plusSeconds(5));
    }

    @Test
    void retry_after_is_seconds_or_a_date() {
        assertThat(RetryAfter.parse("120", NOW)).contains(Duration.ofSeconds(120));
        assertThat(RetryAfter.parse("Thu, 15 Jan 2026 10:31:00 GMT", NOW)).contains(Duration.ofMinutes(1));
        assertThat(RetryAfter.parse("Thu, 15 Jan 2026 10:29:00 GMT", NOW)).contains(Duration.ZERO);
        assertThat(RetryAfter.parse("99999999999999999999", NOW))
                .hasValueSatisfying(wish -> assertThat(wish).isGreaterThan(RetrySchedule.LONGEST_WISH));
        assertThat(Stream.of(null, "", "soon", "-1", "1.5").map(text -> RetryAfter.parse(text, NOW)))
                .allMatch(java.util.Optional::isEmpty);
    }
}
