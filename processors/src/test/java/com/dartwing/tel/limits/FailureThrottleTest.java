package com.dartwing.tel.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.ManualClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureThrottleTest {

    private final ManualClock clock = new ManualClock("2026-03-01T00:00:00Z");
    private final FailureThrottle throttle = new FailureThrottle(
            new FailureThrottle.Rules(
                    new OperationLimits(null, 5, null),
                    new OperationLimits(null, 20, null),
                    new OperationLimits(null, 30, null)),
            clock);

    private void fail(int times, String address, String name) {
        IntStream.range(0, times).forEach(n -> throttle.failed(address, name));
    }

    @Test
    void whoever_fails_too_often_waits_and_may_then_try_again() {
        fail(4, "192.0.2.1", "ann");
        assertThat(throttle.wait("192.0.2.1", "ann")).isEmpty();

        fail(1, "192.0.2.1", "ann");
        assertThat(throttle.wait("192.0.2.1", "ann")).contains(Duration.ofSeconds(12));

        clock.advance(Duration.ofSeconds(12));
        assertThat(throttle.wait("192.0.2.1", "ann")).isEmpty();
    }

    @Test
    void another_address_and_another_name_are_not_meant() {
        fail(5, "192.0.2.1", "ann");

        assertThat(throttle.wait("192.0.2.2", "ann")).isEmpty();
        assertThat(throttle.wait("192.0.2.1", "bob")).isEmpty();
    }

    @Test
    void an_address_that_tries_many_names_waits_for_all_of_them() {
        IntStream.range(0, 20).forEach(n -> fail(1, "192.0.2.1", "name" + n));

        assertThat(throttle.wait("192.0.2.1", "ann")).isPresent();
        assertThat(throttle.wait("192.0.2.2", "ann")).isEmpty();
    }

    @Test
    void a_name_under_attack_from_everywhere_is_open_to_who_has_not_failed_and_only_once_to_others() {
        IntStream.range(0, 30).forEach(n -> fail(1, "192.0.2." + n, "ann"));

        assertThat(throttle.wait("192.0.2.7", "ann")).isPresent();
        assertThat(throttle.wait("198.51.100.1", "ann")).isEmpty();
    }

    @Test
    void memory_is_bounded() {
        IntStream.range(0, 40_000).forEach(n -> throttle.failed("a" + n, "n" + n));

        assertThat(throttle.size()).isLessThanOrEqualTo(30_000);
    }
}
