package com.dartwing.tel.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.compliance.Judgement.Opinion;
import com.dartwing.tel.sms.OutboundSms;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComplyCallTest {

    private static final OutboundSms WISH = Messages.marketing("+14155551234", "US");

    private static ComplyCall comply(String now, Standing standing) {
        Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
        QuietHoursRule hours = new QuietHoursRule(MarketingHours.packaged(), name -> Organization.UNKNOWN, clock);
        return new ComplyCall(hours, List.of(new DncRule()), contacts -> List.of(standing));
    }

    @Test
    void what_can_not_be_held_is_refused_until_its_hours_begin() {
        ComplyCall night = comply("2026-03-05T06:00:00Z", Standing.UNKNOWN);

        assertThat(night.refusals(List.of(WISH)).get(0).orElseThrow())
                .hasMessageEndingWith("until 2026-03-05T16:00:00Z")
                .extracting("code")
                .isEqualTo("TEL-010");
        assertThat(night.explain(WISH)).extracting(Opinion::rule).containsExactly("dnc", "quiet_hours");
        assertThat(night.explain(WISH).get(1).verdict()).isInstanceOf(Verdict.Block.class);
    }

    @Test
    void the_first_that_forbids_refuses() {
        ComplyCall day = comply("2026-03-04T20:00:00Z", new Standing("global", null));

        assertThat(day.refusals(List.of(WISH)).get(0).orElseThrow())
                .extracting("code")
                .isEqualTo("TEL-103");
    }

    @Test
    void what_nothing_forbids_may_go() {
        assertThat(comply("2026-03-04T20:00:00Z", Standing.UNKNOWN).refusals(List.of(WISH)))
                .containsExactly(Optional.empty());
    }
}
