package com.dartwing.tel.hub.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.dartwing.tel.compliance.Comply;
import com.dartwing.tel.compliance.DncRule;
import com.dartwing.tel.compliance.Standing;
import com.dartwing.tel.sms.OnUnknown;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.Purpose;
import com.dartwing.tel.sms.SmsOutcome;
import com.dartwing.tel.sms.SmsStatus;
import com.dartwing.tel.sms.SmsText;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class ResumeSmsTest {

    private static final Instant NOW = Instant.parse("2026-03-04T20:00:00Z");
    private static final String LISTED = "+14155570009";

    private final SmsRows rows = mock();
    private final SettleSms settle = mock();
    private final Comply comply = new Comply(
            List.of(),
            List.of(new DncRule()),
            messages -> messages.stream()
                    .map(sms -> sms.parties().to().equals(LISTED) ? new Standing("global", null) : Standing.UNKNOWN)
                    .toList(),
            List.of());
    private final ResumeSms resume = new ResumeSms(comply, settle, rows, mock(), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void those_that_may_go_go_on() {
        waiting(
                waits("SMS-1", "+14155570001", SmsStatus.QUEUED, null, NOW.plusSeconds(1)),
                waits("SMS-2", LISTED, SmsStatus.HELD, null, NOW.plusSeconds(1)));

        assertThat(resume.reload(List.of("SMS-1", "SMS-2")))
                .extracting(OutboundSms::id)
                .containsExactly("SMS-1");
        assertThat(settled()).extracting(SmsOutcome::errorCode).containsExactly("TEL-103");
    }

    @Test
    void a_message_held_for_its_receipt_ends_as_a_timeout() {
        waiting(waits("SMS-1", "+14155570001", SmsStatus.HELD, "TEL-007", NOW));

        assertThat(resume.reload(List.of("SMS-1"))).isEmpty();
        SmsOutcome ended = settled().get(0);
        assertThat(ended.status()).isEqualTo(SmsStatus.FAILED);
        assertThat(ended.errorCode()).isEqualTo("TEL-007");
        assertThat(ended.errorMessage()).contains("no receipt came");
    }

    @Test
    void a_message_whose_receipt_came_while_it_was_claimed_is_not_sent_again() {
        waiting(waits("SMS-1", "+14155570001", SmsStatus.DELIVERED, null, NOW.plusSeconds(1)));

        assertThat(resume.reload(List.of("SMS-1"))).isEmpty();
        assertThat(settled()).isEmpty();
    }

    @Test
    void a_message_that_no_carrier_took_ends_as_their_failure() {
        waiting(waits("SMS-1", "+14155570001", SmsStatus.QUEUED, null, NOW));

        resume.reload(List.of("SMS-1"));

        assertThat(settled()).extracting(SmsOutcome::errorCode).containsExactly("TEL-006");
    }

    private void waiting(SmsRows.Waiting... waiting) {
        when(rows.waiting(any())).thenReturn(List.of(waiting));
    }

    private List<SmsOutcome> settled() {
        ArgumentCaptor<List<SmsOutcome>> outcomes = ArgumentCaptor.captor();
        verify(settle).settleAll(outcomes.capture());
        return outcomes.getValue();
    }

    private static SmsRows.Waiting waits(String id, String to, SmsStatus status, String errorCode, Instant validUntil) {
        OutboundSms sms = new OutboundSms(
                id,
                new OutboundSms.Owner("KEY-1", "Acme", "crm", null),
                new OutboundSms.Parties("+14155550100", false, null, to, "US"),
                SmsText.of("Hello"),
                null,
                new OutboundSms.Policy(Purpose.TRANSACTIONAL, null, null, OnUnknown.HOLD, 1, null, validUntil, false),
                new OutboundSms.Details(null, null, null, null, null, null),
                NOW.minusSeconds(60),
                1,
                1);
        return new SmsRows.Waiting(sms, status, errorCode);
    }
}
