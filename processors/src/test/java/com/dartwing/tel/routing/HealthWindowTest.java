package com.dartwing.tel.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.ManualClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HealthWindowTest {

    private final ManualClock clock = new ManualClock("2026-01-15T10:30:00Z");
    private final HealthWindow window = new HealthWindow(clock);

    @Test
    void anUnusedWindowIsEmpty() {
        assertThat(window.metrics()).isEqualTo(HealthMetrics.NONE);
    }

    @Test
    void callsAreAveraged() {
        window.record(Duration.ofMillis(100), true);
        clock.advance(Duration.ofSeconds(15));
        window.record(Duration.ofMillis(300), false);

        assertThat(window.metrics()).isEqualTo(new HealthMetrics(200, 50, 2, null));
    }

    @Test
    void callsLeaveAfterFiveMinutes() {
        window.record(Duration.ofMillis(100), false);
        clock.advance(Duration.ofSeconds(299));
        window.record(Duration.ofMillis(300), true);
        assertThat(window.metrics().samples()).isEqualTo(2);

        clock.advance(Duration.ofSeconds(1));
        assertThat(window.metrics()).isEqualTo(new HealthMetrics(300, 0, 1, null));

        clock.advance(Duration.ofHours(1));
        assertThat(window.metrics().samples()).isZero();
        window.record(Duration.ofMillis(100), true);
        assertThat(window.metrics().samples()).isEqualTo(1);
    }

    @Test
    void anIncidentAges() {
        window.incident();
        assertThat(window.metrics().minutesSinceIncident()).isZero();

        clock.advance(Duration.ofSeconds(30 * 60 + 59));
        assertThat(window.metrics().minutesSinceIncident()).isEqualTo(30);
    }

    @Test
    void aClockThatGoesBackLosesNothing() {
        window.record(Duration.ofMillis(100), true);
        clock.advance(Duration.ofSeconds(-20));
        window.record(Duration.ofMillis(100), true);

        assertThat(window.metrics().samples()).isEqualTo(2);
    }

    @Test
    void manyThreadsCountTogether() {
        IntStream.range(0, 100_000).parallel().forEach(i -> window.record(Duration.ofMillis(10), i % 4 != 0));

        assertThat(window.metrics()).isEqualTo(new HealthMetrics(10, 25, 100_000, null));
    }
}
