package com.dartwing.tel.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dartwing.tel.ManualClock;
import com.dartwing.tel.limits.Decision.Quota;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private static final OperationLimits SMS = new OperationLimits(10, 300, 10_000);

    private final ManualClock clock = new ManualClock("2026-01-15T10:30:00Z");
    private final long start = clock.instant().getEpochSecond();
    private final RateLimiter limiter = new RateLimiter(clock);

    @Test
    void aSecondsLimitRefusesTheEleventh() {
        for (int i = 0; i < 10; i++) {
            assertThat(limiter.take("k", "sms", SMS, 1)).isEqualTo(allowed(new Quota(10, 9 - i, start + 1)));
        }

        Decision refused = limiter.take("k", "sms", SMS, 1);

        assertThat(refused.allowed()).isFalse();
        assertThat(refused.quota()).contains(new Quota(10, 0, start + 1));
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void whatIsRefusedIsNotTaken() {
        OperationLimits limits = new OperationLimits(null, 3, 5);
        limiter.take("k", "sms", limits, 2);
        for (int i = 0; i < 100; i++) {
            assertThat(limiter.take("k", "sms", limits, 2).allowed()).isFalse();
        }

        assertThat(limiter.take("k", "sms", limits, 1)).isEqualTo(allowed(new Quota(3, 0, start + 60)));
        clock.advance(Duration.ofMinutes(1));
        assertThat(limiter.take("k", "sms", limits, 2).allowed()).isTrue();
        assertThat(limiter.take("k", "sms", limits, 1).quota().orElseThrow().limit())
                .isEqualTo(5);
    }

    @Test
    void theWaitIsEnough() {
        OperationLimits limits = new OperationLimits(1, 2, null);
        limiter.take("k", "sms", limits, 1);
        clock.advance(limiter.take("k", "sms", limits, 1).retryAfter());
        assertThat(limiter.take("k", "sms", limits, 1).allowed()).isTrue();

        Duration wait = limiter.take("k", "sms", limits, 1).retryAfter();
        assertThat(wait).isGreaterThan(Duration.ofSeconds(1));
        clock.advance(wait.minusNanos(1));
        assertThat(limiter.take("k", "sms", limits, 1).allowed()).isFalse();
        clock.advance(Duration.ofNanos(1));
        assertThat(limiter.take("k", "sms", limits, 1).allowed()).isTrue();
    }

    @Test
    void keysAndOperationsAreApart() {
        OperationLimits one = new OperationLimits(null, null, 1);

        assertThat(limiter.take("a", "sms", one, 1).allowed()).isTrue();
        assertThat(limiter.take("b", "sms", one, 1).allowed()).isTrue();
        assertThat(limiter.take("a", "fax", one, 1).allowed()).isTrue();
        assertThat(limiter.take("a", "sms", one, 1).allowed()).isFalse();
    }

    @Test
    void whereThereIsNoLimitThereIsNothingToTell() {
        Decision decision = limiter.take("k", "sms", OperationLimits.NONE, Integer.MAX_VALUE);

        assertThat(decision).isEqualTo(new Decision(true, Optional.empty(), Duration.ZERO));
        assertThat(limiter.size()).isZero();
    }

    @Test
    void moreThanALimitHoldsIsNeverAllowed() {
        Decision decision = limiter.take("k", "sms", SMS, 11);

        assertThat(decision.allowed()).isFalse();
        assertThat(decision.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(limiter.take("k", "sms", SMS, 10).allowed()).isTrue();
    }

    @Test
    void aBatchCountsAgainstTheDay() {
        assertThat(limiter.takeOfDay("k", "sms", SMS, 9_995)).isEqualTo(allowed(new Quota(10_000, 5, start + 86_357)));
        assertThat(limiter.takeOfDay("k", "sms", SMS, 6).allowed()).isFalse();

        assertThat(limiter.take("k", "sms", SMS, 1).quota().orElseThrow().limit())
                .isEqualTo(10_000);
        assertThat(limiter.takeOfDay("k", "sms", new OperationLimits(1, null, null), 6)
                        .quota())
                .isEmpty();
    }

    @Test
    void whenALimitChangesTheShareThatWasUsedStaysUsed() {
        limiter.take("k", "sms", new OperationLimits(null, null, 100), 50);

        Quota quota = limiter.take("k", "sms", new OperationLimits(null, null, 1_000), 1)
                .quota()
                .orElseThrow();

        assertThat(quota.limit()).isEqualTo(1_000);
        assertThat(quota.remaining()).isEqualTo(499);
    }

    @Test
    void fullAccountsAreForgottenWhenRoomIsNeeded() {
        RateLimiter small = new RateLimiter(clock, 100);
        OperationLimits limits = new OperationLimits(1, null, null);
        small.take("long", "sms", new OperationLimits(null, null, 1), 1);
        IntStream.range(0, 99).forEach(i -> small.take("k" + i, "sms", limits, 1));
        clock.advance(Duration.ofSeconds(1));

        small.take("new", "sms", limits, 1);

        assertThat(small.size()).isEqualTo(2);
        assertThat(small.take("long", "sms", new OperationLimits(null, null, 1), 1)
                        .allowed())
                .isFalse();
    }

    @Test
    void thereIsAlwaysAnEndToWhatIsRemembered() {
        RateLimiter small = new RateLimiter(clock, 100);
        IntStream.range(0, 10_000).parallel().forEach(i -> assertThat(
                        small.take("k" + i, "sms", SMS, 1).allowed())
                .isTrue());

        assertThat(small.size()).isLessThanOrEqualTo(100 + Runtime.getRuntime().availableProcessors());
    }

    @Test
    void manyThreadsTakeNoMoreThanThereIs() {
        OperationLimits limits = new OperationLimits(null, 5_000, 1_000);

        long taken = IntStream.range(0, 20_000)
                .parallel()
                .filter(i -> limiter.take("k", "sms", limits, 1).allowed())
                .count();

        assertThat(taken).isEqualTo(1_000);
    }

    @Test
    void noPermitsAreAMistake() {
        assertThatThrownBy(() -> limiter.take("k", "sms", SMS, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200)
    void noMoreIsTakenThanTheBucketHeldAndWasRefilled(
            @ForAll @Size(max = 200) List<@IntRange(min = 1, max = 3_000) Integer> gapsInMillis) {
        ManualClock own = new ManualClock("2026-01-15T10:30:00Z");
        RateLimiter fresh = new RateLimiter(own);
        OperationLimits limits = new OperationLimits(null, 5, null);
        long from = own.millis();
        int taken = 0;
        for (int gap : gapsInMillis) {
            own.advance(Duration.ofMillis(gap));
            taken += fresh.take("k", "sms", limits, 1).allowed() ? 1 : 0;
        }

        assertThat((double) taken).isLessThanOrEqualTo(5 + 5 * (own.millis() - from) / 60_000.0);
    }

    private static Decision allowed(Quota quota) {
        return new Decision(true, Optional.of(quota), Duration.ZERO);
    }

    @Test
    void aRefusalNamesItsLimitWhileTheClockRuns() {
        RateLimiter running = new RateLimiter(Clock.systemUTC());
        OperationLimits limits = new OperationLimits(null, 1, 10);
        running.take("KEY-1", "sms", limits, 1);

        Decision refused = running.take("KEY-1", "sms", limits, 1);

        assertThat(refused.allowed()).isFalse();
        assertThat(refused.quota().orElseThrow().limit()).isEqualTo(1);
    }

    @Test
    void lookingTakesNothing() {
        OperationLimits limits = new OperationLimits(null, 1, null);
        RateLimiter running = new RateLimiter(Clock.systemUTC());

        assertThat(running.look("KEY-1", "sms", limits).allowed()).isTrue();
        assertThat(running.look("KEY-1", "sms", limits).allowed()).isTrue();
        assertThat(running.take("KEY-1", "sms", limits, 1).allowed()).isTrue();
        assertThat(running.look("KEY-1", "sms", limits).allowed()).isFalse();
    }
}
