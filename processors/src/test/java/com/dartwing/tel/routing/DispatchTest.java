package com.dartwing.tel.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.carrier.CarrierException;
import com.dartwing.tel.carrier.CarrierResult;
import com.dartwing.tel.sms.OnUnknown;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.Purpose;
import com.dartwing.tel.sms.SmsOutcome;
import com.dartwing.tel.sms.SmsStatus;
import com.dartwing.tel.sms.SmsText;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class DispatchTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static OutboundSms sms(OnUnknown onUnknown) {
        return new OutboundSms(
                "SMS-2026-000001",
                new OutboundSms.Owner("KEY-1", "o", "m", null),
                new OutboundSms.Parties("+14155550100", false, null, "+14155551234", "US"),
                SmsText.of("Hello"),
                null,
                new OutboundSms.Policy(
                        Purpose.TRANSACTIONAL, null, null, onUnknown, 1, null, NOW.plus(Duration.ofMinutes(1)), false),
                new OutboundSms.Details(null, null, null, null, null, null),
                NOW,
                0,
                1);
    }

    private static Dispatch<OutboundSms> dispatch(OnUnknown onUnknown) {
        return new Dispatch<>(sms(onUnknown), List.of(option("a", true), option("b", true), option("c", false)), CLOCK);
    }

    private static RouteOption option(String carrier, boolean eligible) {
        return new RouteOption(carrier, eligible, null, 50, 100, BigDecimal.ONE, "USD", 1, 100, null);
    }

    private static SmsOutcome outcome(Dispatch<OutboundSms> dispatch) {
        return SmsOutcome.of(dispatch, NOW, tries -> Duration.ofSeconds(5));
    }

    @Test
    void the_first_yes_ends_the_walk() {
        Dispatch<OutboundSms> dispatch = dispatch(OnUnknown.FAILOVER);
        dispatch.turn();
        dispatch.sent(new CarrierResult("id", "{}"));

        assertThat(dispatch.isOpen()).isFalse();
        assertThat(outcome(dispatch).status()).isEqualTo(SmsStatus.SENT);
    }

    @Test
    void who_is_unavailable_gives_way_and_who_is_not_eligible_is_never_tried() {
        Dispatch<OutboundSms> dispatch = dispatch(OnUnknown.FAILOVER);
        dispatch.turn();
        dispatch.failed(new CarrierException.Unavailable("a", "503", "busy"));
        dispatch.turn();
        dispatch.failed(new CarrierException.Unavailable("b", "503", "busy"));

        assertThat(dispatch.isOpen()).isFalse();
        assertThat(outcome(dispatch).status()).isEqualTo(SmsStatus.QUEUED);
        assertThat(outcome(dispatch).retryAt()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void a_rejection_is_final() {
        Dispatch<OutboundSms> dispatch = dispatch(OnUnknown.FAILOVER);
        dispatch.turn();
        dispatch.failed(new CarrierException.Rejected("a", "400", "no", "TEL-102"));

        assertThat(dispatch.isOpen()).isFalse();
        assertThat(outcome(dispatch).errorCode()).isEqualTo("TEL-102");
    }

    @Test
    void an_unknown_outcome_fails_over_or_holds_as_the_message_says() {
        Dispatch<OutboundSms> failover = dispatch(OnUnknown.FAILOVER);
        failover.turn();
        failover.failed(new CarrierException.Unknown("a", "timeout", "lost"));
        Dispatch<OutboundSms> hold = dispatch(OnUnknown.HOLD);
        hold.turn();
        hold.failed(new CarrierException.Unknown("a", "timeout", "lost"));

        assertThat(failover.isOpen()).isTrue();
        assertThat(hold.isOpen()).isFalse();
        assertThat(outcome(hold).status()).isEqualTo(SmsStatus.HELD);
    }

    @Test
    void a_retry_that_would_come_after_the_end_of_validity_fails_the_message() {
        Dispatch<OutboundSms> dispatch = dispatch(OnUnknown.FAILOVER);
        dispatch.turn();
        dispatch.failed(new CarrierException.Unavailable("a", "503", "busy"));

        SmsOutcome outcome = SmsOutcome.of(dispatch, NOW, tries -> Duration.ofHours(1));

        assertThat(outcome.status()).isEqualTo(SmsStatus.FAILED);
        assertThat(outcome.errorCode()).isEqualTo("TEL-006");
    }

    @Test
    void each_attempt_has_an_id_of_its_own() {
        Dispatch<OutboundSms> dispatch = dispatch(OnUnknown.FAILOVER);
        dispatch.turn();
        String first = dispatch.attemptId();
        dispatch.failed(new CarrierException.Unavailable("a", "503", "busy"));
        dispatch.turn();

        assertThat(first).isEqualTo("SMS-2026-000001-0.1");
        assertThat(dispatch.attemptId()).isEqualTo("SMS-2026-000001-0.2");
    }
}
