package com.dartwing.tel.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.dartwing.tel.error.TelException.InvalidRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {

    private static final Tiers TIERS = Tiers.packaged();

    @ParameterizedTest
    @CsvSource({
        "Starter, 1, 30, 1000, 1, 5, 1",
        "growth, 10, 300, 10000, 5, 50, 5",
        "BUSINESS, 50, 1500, 100000, 20, 200, 20",
        "Enterprise, 100, 3000, 500000, 50, 1000, 50",
    })
    void tiersAreTheSpecifications(
            String name, int smsSecond, int smsMinute, int smsDay, int voiceSecond, int calls, int faxMinute) {
        Limits limits = Limits.of(TIERS.named(name).orElseThrow(), null);

        assertThat(limits.of("sms")).isEqualTo(new OperationLimits(smsSecond, smsMinute, smsDay));
        assertThat(limits.of("voice")).isEqualTo(new OperationLimits(voiceSecond, 100, 1_000));
        assertThat(limits.of("fax")).isEqualTo(new OperationLimits(2, faxMinute, 500));
        assertThat(limits.of("numbers")).isEqualTo(new OperationLimits(10, 100, 1_000));
        assertThat(limits.of("analytics")).isEqualTo(new OperationLimits(20, 200, 5_000));
        assertThat(limits.of("ping")).isEqualTo(OperationLimits.NONE);
        assertThat(limits.concurrentCalls()).contains(calls);
    }

    @Test
    void unlimitedHasNoLimitButItsOwn() {
        assertThat(TIERS.named("Unlimited")).contains(Tier.UNLIMITED);
        Limits limits = Limits.of(Tier.UNLIMITED, json("{\"sms\":{\"per_second\":10000}}"));

        assertThat(limits.of("sms")).isEqualTo(new OperationLimits(10_000, null, null));
        assertThat(limits.of("numbers")).isEqualTo(OperationLimits.NONE);
        assertThat(limits.concurrentCalls()).isEmpty();
    }

    @Test
    void singleValuesAreReplaced() {
        Limits limits = Limits.of(
                TIERS.named("Growth").orElseThrow(),
                json("{\"sms\":{\"per_day\":7,\"per_minute\":null},\"voice\":{\"concurrent\":3},\"fax\":null}"));

        assertThat(limits.of("sms")).isEqualTo(new OperationLimits(10, 300, 7));
        assertThat(limits.of("voice")).isEqualTo(new OperationLimits(5, 100, 1_000));
        assertThat(limits.concurrentCalls()).contains(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                              | rate_limits",
                "{\"sns\":{}}                    | rate_limits.sns",
                "{\"sms\":5}                     | rate_limits.sms",
                "{\"sms\":{\"per_hour\":5}}      | rate_limits.sms.per_hour",
                "{\"sms\":{\"concurrent\":5}}    | rate_limits.sms.concurrent",
                "{\"sms\":{\"per_day\":0}}       | rate_limits.sms.per_day",
                "{\"sms\":{\"per_day\":-1}}      | rate_limits.sms.per_day",
                "{\"sms\":{\"per_day\":1.0}}     | rate_limits.sms.per_day",
                "{\"sms\":{\"per_day\":\"1\"}}   | rate_limits.sms.per_day",
                "{\"sms\":{\"per_day\":3000000000}} | rate_limits.sms.per_day",
                "{\"voice\":{\"concurrent\":0}}  | rate_limits.voice.concurrent",
            })
    void wrongOverridesAreNamed(String overrides, String field) {
        InvalidRequest refusal = catchThrowableOfType(
                InvalidRequest.class, () -> Limits.of(TIERS.named("Growth").orElseThrow(), json(overrides)));

        assertThat(refusal.field()).isEqualTo(field);
    }

    @Test
    void anEmergencyScalesAll() {
        assertThat(new OperationLimits(1, 300, null).times(0.5)).isEqualTo(new OperationLimits(1, 150, null));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    @Test
    void more_permits_than_the_tightest_limit_holds_are_not_asked_for() {
        assertThat(new OperationLimits(2, null, 100).atMost(3)).isEqualTo(2);
        assertThat(new OperationLimits(10, 300, 100).atMost(3)).isEqualTo(3);
        assertThat(OperationLimits.NONE.atMost(3)).isEqualTo(3);
    }
}
