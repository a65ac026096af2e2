package com.dartwing.tel.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.access.FeatureFlags.Flag;
import com.dartwing.tel.compliance.Verdict;
import com.dartwing.tel.sms.OnUnknown;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.Purpose;
import com.dartwing.tel.sms.SmsText;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureFlagsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private static FeatureFlags flags(Flag... flags) {
        return new FeatureFlags(Feature.packaged(), List.of(flags));
    }

    private static OutboundSms sms(String from, String to, String country, Purpose purpose) {
        return new OutboundSms(
                "SMS-2026-000001",
                new OutboundSms.Owner("KEY-1", "Sirius", "crm", null),
                new OutboundSms.Parties(from, false, null, to, country),
                SmsText.of("Hello"),
                null,
                new OutboundSms.Policy(purpose, null, null, OnUnknown.FAILOVER, 1, null, NOW, false),
                new OutboundSms.Details(null, null, null, null, null, null),
                NOW,
                0,
                0);
    }

    @Test
    void without_flags_everything_that_exists_is_on() {
        assertThat(Feature.packaged()).isNotEmpty().allMatch(feature -> flags().isOnForAll(feature.name()));
    }

    @ParameterizedTest
    @CsvSource({
        "crm,   Sirius, true",
        "shop,  Sirius, false",
        "crm,   Vega,   true",
        "shop,  Vega,   false",
        "other, Sirius, false",
        "other, Vega,   true",
    })
    void the_narrowest_flag_decides(String module, String organization, boolean on) {
        FeatureFlags flags = flags(
                new Flag("mms", null, null, true),
                new Flag("mms", "shop", null, false),
                new Flag("mms", null, "Sirius", false),
                new Flag("mms", "crm", "Sirius", true));

        assertThat(flags.isOn("mms", module, organization)).isEqualTo(on);
    }

    @ParameterizedTest
    @CsvSource({
        "sms,           +14155550100, US, TRANSACTIONAL, true",
        "mms,           +14155550100, US, TRANSACTIONAL, false",
        "marketing,     +14155550100, US, TRANSACTIONAL, false",
        "marketing,     +14155550100, US, MARKETING,     true",
        "international, +14155550100, US, TRANSACTIONAL, false",
        "international, +447400123456, GB, TRANSACTIONAL, true",
    })
    void a_message_is_refused_for_what_it_uses(
            String off, String to, String country, Purpose purpose, boolean refused) {
        FeatureRule rule = new FeatureRule(() -> flags(new Flag(off, null, "Sirius", false)));

        Verdict verdict = rule.check(sms("+18005559999", to, country, purpose));

        assertThat(verdict instanceof Verdict.Block).isEqualTo(refused);
        if (verdict instanceof Verdict.Block block) {
            assertThat(block.refusal().code()).isEqualTo("TEL-009");
        }
    }
}
