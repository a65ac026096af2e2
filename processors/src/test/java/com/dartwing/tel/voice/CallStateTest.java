package com.dartwing.tel.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.voice.CallReport.Answered;
import com.dartwing.tel.voice.CallReport.Ended;
import com.dartwing.tel.voice.CallReport.Ringing;
import com.dartwing.tel.voice.CallReport.What;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CallStateTest {

    private static final Instant RINGS = Instant.parse("2026-11-27T10:00:00Z");
    private static final Instant ANSWERED = RINGS.plusSeconds(5);
    private static final Instant OVER = ANSWERED.plusMillis(61_200);

    private static final What END = new Ended(CallEnd.NORMAL, "normal_clearing", null);

    private static CallState after(Object... reports) {
        CallState state = CallState.INITIATING;
        for (int i = 0; i < reports.length; i += 2) {
            state = state.after((What) reports[i], (Instant) reports[i + 1]).orElse(state);
        }
        return state;
    }

    @Test
    void a_call_rings_is_answered_and_ends() {
        assertThat(after(new Ringing(), RINGS).status()).isEqualTo(CallStatus.RINGING);
        assertThat(after(new Ringing(), RINGS, new Answered(), ANSWERED).answeredAt())
                .isEqualTo(ANSWERED);

        CallState over = after(new Ringing(), RINGS, new Answered(), ANSWERED, END, OVER);

        assertThat(over.status()).isEqualTo(CallStatus.COMPLETED);
        assertThat(over.hangupCause()).isEqualTo("normal_clearing");
        assertThat(over.errorCode()).isNull();
        assertThat(over.durationSeconds()).isEqualTo(62);
    }

    @ParameterizedTest
    @CsvSource({
        "BUSY, BUSY, TEL-202, 486",
        "NO_ANSWER, NO_ANSWER, TEL-203, 480",
        "REJECTED, FAILED, TEL-204, 603",
        "FAILED, FAILED, TEL-201,",
        "CANCELED, CANCELED,, 487",
    })
    void a_call_that_nobody_answers_ends_as_its_cause_says(CallEnd end, CallStatus status, String code, Integer sip) {
        CallState over = after(new Ringing(), RINGS, new Ended(end, "word", null), OVER);

        assertThat(over.status()).isEqualTo(status);
        assertThat(over.errorCode()).isEqualTo(code);
        assertThat(over.sip()).isEqualTo(sip);
        assertThat(over.durationSeconds()).isZero();
        assertThat(over.cost(BigDecimal.ONE, 60)).isEqualByComparingTo("0");
    }

    @Test
    void the_carriers_own_sip_response_is_kept() {
        assertThat(after(new Ended(CallEnd.BUSY, "busy", 600), OVER).sip()).isEqualTo(600);
    }

    @ParameterizedTest
    @EnumSource(CallEnd.class)
    void a_call_that_was_answered_is_completed_whatever_ends_it(CallEnd end) {
        CallState over = after(new Answered(), ANSWERED, new Ended(end, "word", null), OVER);

        assertThat(over.status()).isEqualTo(CallStatus.COMPLETED);
        assertThat(over.errorCode()).isNull();
    }

    @Test
    void late_and_repeated_reports_move_nothing_back() {
        CallState over = after(new Answered(), ANSWERED, END, OVER);

        for (What late : List.of(new Ringing(), new Answered(), END, new Ended(CallEnd.BUSY, "busy", 486))) {
            assertThat(over.after(late, OVER.plusSeconds(1))).isEqualTo(Optional.empty());
        }
        assertThat(after(new Answered(), ANSWERED).after(new Ringing(), OVER)).isEmpty();
        assertThat(after(new Ringing(), RINGS).after(new Ringing(), OVER)).isEmpty();
    }

    @Test
    void an_answer_that_its_end_overtook_is_still_counted() {
        CallState over = after(new Ringing(), RINGS, END, OVER);
        assertThat(over.durationSeconds()).isZero();

        CallState corrected = over.after(new Answered(), ANSWERED).orElseThrow();

        assertThat(corrected.status()).isEqualTo(CallStatus.COMPLETED);
        assertThat(corrected.durationSeconds()).isEqualTo(62);
        assertThat(over.after(new Answered(), OVER.plusSeconds(1))).isEmpty();
        assertThat(after(new Ended(CallEnd.BUSY, "busy", 486), OVER).after(new Answered(), ANSWERED))
                .isEmpty();
    }

    @Test
    void clocks_that_differ_make_no_call_shorter_than_nothing() {
        assertThat(after(new Answered(), ANSWERED, END, RINGS).durationSeconds())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 60, 60, 0.012000",
        "60000, 60, 60, 0.012000",
        "60001, 60, 120, 0.024000",
        "60001, 6, 66, 0.013200",
        "1500, 1, 2, 0.000400",
        "0, 60, 0, 0",
    })
    void a_begun_increment_counts_whole(long millis, int increment, int billable, BigDecimal cost) {
        CallState over = after(new Answered(), ANSWERED, END, ANSWERED.plusMillis(millis));

        assertThat(over.billableSeconds(increment)).isEqualTo(billable);
        assertThat(over.cost(new BigDecimal("0.012"), increment)).isEqualByComparingTo(cost);
    }

    @ParameterizedTest
    @CsvSource({
        "CALL-2026-000001-0.1, CALL-2026-000001",
        "CALL-2026-1234567-0.12, CALL-2026-1234567",
        "SMS-2026-000001-0.1,",
        "CALL-2026-000001,",
        "have a nice day,",
    })
    void a_report_tells_its_call_by_our_attempt(String attempt, String call) {
        assertThat(new CallReport("acme", "c", attempt, RINGS, new Ringing()).callId())
                .isEqualTo(call);
    }
}
