package com.dartwing.tel.carrier.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SubmitPaceTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void segmentsLeaveEvenly() {
        SubmitPace pace = new SubmitPace(10);

        assertThat(pace.take(0, SECOND)).hasValue(0);
        assertThat(pace.take(0, SECOND)).hasValue(SECOND / 10);
        assertThat(pace.take(0, SECOND)).hasValue(SECOND / 5);
        // A pause is not made up for.
        assertThat(pace.take(5 * SECOND, 6 * SECOND)).hasValue(0);
        assertThat(pace.take(5 * SECOND, 6 * SECOND)).hasValue(SECOND / 10);
    }

    @Test
    void aPlaceThatWouldBeTooLateIsNotTaken() {
        SubmitPace pace = new SubmitPace(1);
        pace.take(0, 0);

        assertThat(pace.take(0, SECOND / 2)).isEqualTo(OptionalLong.empty());
        assertThat(pace.take(0, SECOND)).hasValue(SECOND);
    }

    @Test
    void nothingLeavesWhileTheCarrierRests() {
        SubmitPace pace = new SubmitPace(0);

        pace.rest(SECOND);
        pace.rest(SECOND / 2);

        assertThat(pace.take(0, SECOND / 2)).isEmpty();
        assertThat(pace.take(0, SECOND)).hasValue(SECOND);
        assertThat(pace.take(SECOND, SECOND)).hasValue(0);
    }
}
