package com.dartwing.tel.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final ManualClock clock = new ManualClock("2026-01-15T10:00:00Z");

    @Test
    void it_begins_with_one_and_lets_its_rate_pass() {
        Pace pace = new Pace(100, clock);
        int passed = pace.take(500);

        for (int i = 0; i < 50; i++) {
            clock.advance(Duration.ofMillis(200));
            passed += pace.take(500);
        }

        assertThat(passed).isEqualTo(1001);
    }

    @Test
    void a_slow_one_lets_one_pass_each_second() {
        Pace pace = new Pace(1, clock);
        assertThat(pace.take(500)).isEqualTo(1);

        clock.advance(Duration.ofMillis(900));
        int early = pace.take(500);
        clock.advance(Duration.ofMillis(100));
        int late = pace.take(500);

        assertThat(early).isZero();
        assertThat(late).isEqualTo(1);
    }

    @Test
    void a_pause_is_made_up_for_by_a_second_and_no_more() {
        Pace pace = new Pace(10, clock);

        clock.advance(Duration.ofMinutes(1));

        assertThat(pace.take(500)).isEqualTo(10);
        assertThat(pace.take(500)).isZero();
    }

    @Test
    void no_more_pass_than_are_asked_for() {
        Pace pace = new Pace(10, clock);
        clock.advance(Duration.ofSeconds(1));

        assertThat(pace.take(4)).isEqualTo(4);
        assertThat(pace.take(500)).isEqualTo(6);
    }
}
