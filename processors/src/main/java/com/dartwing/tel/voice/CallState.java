package com.dartwing.tel.voice;

import com.dartwing.tel.voice.CallReport.Answered;
import com.dartwing.tel.voice.CallReport.Ended;
import com.dartwing.tel.voice.CallReport.Heard;
import com.dartwing.tel.voice.CallReport.Ringing;
import com.dartwing.tel.voice.CallReport.What;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a call stands. Reports may come late, twice and in any order: none of them moves it back.
 *
 * @param answeredAt when it was taken, or null
 * @param endedAt when it was over, or null
 * @param hangupCause the carrier's word for why it ended, or null
 * @param sip the SIP response that ended it, or null
 * @param errorCode {@code TEL-2xx} when it failed, else null
 */
public record CallState(
        CallStatus status,
        Instant answeredAt,
        Instant endedAt,
        String hangupCause,
        Integer sip,
        String errorCode,
        String errorMessage) {

    private static final int SECONDS_OF_A_MINUTE = 60;
    private static final int MONEY_SCALE = 6;

    /** A call that is about to be dialled. */
    public static final CallState INITIATING = new CallState(CallStatus.INITIATING, null, null, null, null, null, null);

    /** A call that came in, and waits to be answered. */
    public static final CallState RINGING = new CallState(CallStatus.RINGING, null, null, null, null, null, null);

    /** A call that came to nothing before any carrier took it. */
    public static CallState refused(Instant at, String errorCode, String errorMessage) {
        return new CallState(CallStatus.FAILED, null, at, null, null, errorCode, errorMessage);
    }

    /** The state after a report, or nothing when that is no news. */
    public Optional<CallState> after(What what, Instant at) {
        if (what instanceof Ringing) {
            return status == CallStatus.INITIATING ? Optional.of(in(CallStatus.RINGING)) : Optional.empty();
        }
        if (what instanceof Answered) {
            return answered(at);
        }
        if (what instanceof Heard || what instanceof CallReport.Recorded || what instanceof CallReport.Incoming) {
            return Optional.empty();
        }
        return status.isFinal() ? Optional.empty() : Optional.of(ended((Ended) what, at));
    }

    private Optional<CallState> answered(Instant at) {
        if (status == CallStatus.INITIATING || status == CallStatus.RINGING) {
            return Optional.of(new CallState(CallStatus.IN_PROGRESS, at, null, null, null, null, null));
        }
        // The end overtook the answer: when it was taken is known only now.
        boolean missing = status == CallStatus.COMPLETED && answeredAt == null && !at.isAfter(endedAt);
        return missing
                ? Optional.of(new CallState(status, at, endedAt, hangupCause, sip, errorCode, errorMessage))
                : Optional.empty();
    }

    private CallState ended(Ended ended, Instant at) {
        CallEnd end = ended.end();
        Integer told = ended.sip() == null ? end.sip() : ended.sip();
        if (status == CallStatus.IN_PROGRESS) {
            // Clocks of two machines: no call is shorter than nothing.
            Instant over = at.isBefore(answeredAt) ? answeredAt : at;
            return new CallState(CallStatus.COMPLETED, answeredAt, over, ended.cause(), ended.sip(), null, null);
        }
        return new CallState(
                end.status(),
                null,
                at,
                ended.cause(),
                end == CallEnd.NORMAL ? ended.sip() : told,
                end.code(),
                end.code() == null ? null : end.words());
    }

    private CallState in(CallStatus next) {
        return new CallState(next, answeredAt, endedAt, hangupCause, sip, errorCode, errorMessage);
    }

    /** Whole seconds from the answer to the end, a begun one counted; 0 when nobody answered. */
    public int durationSeconds() {
        if (answeredAt == null || endedAt == null) {
            return 0;
        }
        return (int) Math.min(
                Integer.MAX_VALUE, (Duration.between(answeredAt, endedAt).toMillis() + 999) / 1_000);
    }

    /**
     * What the carrier counts.
     *
     * @param increment seconds; each begun one counts whole
     */
    public int billableSeconds(int increment) {
        return Math.toIntExact(
                Math.min(Integer.MAX_VALUE, (durationSeconds() + increment - 1L) / increment * increment));
    }

    /**
     * What the call costs; nothing when nobody answered.
     *
     * @param perMinute the rate, or null when it is not known
     */
    public BigDecimal cost(BigDecimal perMinute, int increment) {
        return perMinute == null
                ? null
                : perMinute
                        .multiply(BigDecimal.valueOf(billableSeconds(increment)))
                        .divide(BigDecimal.valueOf(SECONDS_OF_A_MINUTE), MONEY_SCALE, RoundingMode.HALF_UP);
    }
}
