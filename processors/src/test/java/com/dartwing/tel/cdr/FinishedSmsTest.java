package com.dartwing.tel.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.sms.SmsStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinishedSmsTest {

    private static final Instant CREATED = Instant.parse("2026-03-31T23:59:59.999999Z");
    private static final Instant SENT = CREATED.plusSeconds(1);
    private static final Instant CHANGED = CREATED.plusSeconds(7);
    private static final Instant DELIVERED = CREATED.plusSeconds(5);
    private static final CdrAttempt REFUSED =
            new CdrAttempt("zeta", "UNAVAILABLE", "503", CREATED, 12, new BigDecimal("0.004000"), "USD");

    private static FinishedSms sms(SmsStatus status, boolean inbound, String from, String to, String carrier) {
        return new FinishedSms(
                "SMS-2026-000001",
                inbound,
                status,
                from,
                to,
                3,
                CREATED,
                CHANGED,
                SENT,
                status == SmsStatus.DELIVERED ? DELIVERED : null,
                carrier,
                "c-1",
                null,
                null,
                new Cdr.Owner("KEY-1", "crm", "Acme", "CC-7"),
                null);
    }

    @ParameterizedTest
    @CsvSource({
        "DELIVERED, 2026-04-01T00:00:04.999999Z",
        "SENT, 2026-04-01T00:00:00.999999Z",
        "RECEIVED, 2026-03-31T23:59:59.999999Z",
        "FAILED, 2026-04-01T00:00:06.999999Z",
        "CANCELED, 2026-04-01T00:00:06.999999Z"
    })
    void it_ended_when_its_state_began(SmsStatus status, Instant ended) {
        Cdr cdr = sms(status, false, "+14155550100", "+442079460000", "acme").cdr(List.of());

        assertThat(cdr.endedAt()).isEqualTo(ended);
        assertThat(cdr.initiatedAt()).isEqualTo(CREATED);
        assertThat(cdr.status()).isEqualTo(status.word());
    }

    @Test
    void it_counts_for_the_country_of_the_other_side() {
        assertThat(sms(SmsStatus.DELIVERED, false, "+14155550100", "+442079460000", "acme")
                        .cdr(List.of())
                        .country())
                .isEqualTo("GB");
        assertThat(sms(SmsStatus.RECEIVED, true, "+442079460000", "+14155550100", "acme")
                        .cdr(List.of())
                        .country())
                .isEqualTo("GB");
        assertThat(sms(SmsStatus.RECEIVED, true, "ACME", "+14155550100", "acme")
                        .cdr(List.of())
                        .country())
                .isNull();
    }

    @Test
    void a_message_that_nobody_took_counts_for_the_last_carrier_that_was_asked() {
        Cdr cdr = sms(SmsStatus.FAILED, false, "+14155550100", "+442079460000", null)
                .cdr(List.of(REFUSED));

        assertThat(cdr.carrier()).isEqualTo("zeta");
        assertThat(cdr.cost()).isNull();
        assertThat(cdr.attemptsJson())
                .isEqualTo("[{\"carrier\":\"zeta\",\"outcome\":\"unavailable\",\"reason\":\"503\","
                        + "\"started_at\":\"2026-03-31T23:59:59.999Z\",\"latency_ms\":12,"
                        + "\"cost\":{\"amount\":0.004,\"currency\":\"USD\"}}]");
    }
}
