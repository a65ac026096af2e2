package com.dartwing.tel.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.sms.OutboundSms;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursRuleTest {

    private static final MarketingHours HOURS = MarketingHours.packaged();

    private Organization organization = Organization.UNKNOWN;

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "+14155551234, US, 2026-03-04T16:00:00Z, 2026-03-04T16:00:00Z, San Francisco at eight",
        "+14155551234, US, 2026-03-04T15:59:59Z, 2026-03-04T16:00:00Z, San Francisco before eight",
        "+14155551234, US, 2026-03-05T05:00:00Z, 2026-03-05T16:00:00Z, San Francisco at nine in the evening",
        "+14155551234, US, 2026-03-05T04:59:59Z, 2026-03-05T04:59:59Z, San Francisco before nine in the evening",
        "+13055551234, US, 2026-03-05T01:30:00Z, 2026-03-05T13:00:00Z, Florida ends at eight",
        "+18505551234, US, 2026-03-04T13:30:00Z, 2026-03-04T14:00:00Z, an area code in two zones waits for the later",
        "+18505551234, US, 2026-03-05T01:30:00Z, 2026-03-05T14:00:00Z, and ends with the earlier",
        "+14015551234, US, 2026-03-07T22:30:00Z, 2026-03-09T13:00:00Z, Rhode Island from Saturday evening to Monday",
        "+12145551234, US, 2026-03-08T15:00:00Z, 2026-03-08T17:00:00Z, Texas on Sunday opens at noon",
        "+18005559999, US, 2026-03-04T14:00:00Z, 2026-03-04T16:00:00Z, toll-free waits for the Pacific",
        "+18005559999, US, 2026-03-05T02:30:00Z, 2026-03-05T16:00:00Z, toll-free ends with the Atlantic",
        "+447911123456, GB, 2026-03-04T07:59:00Z, 2026-03-04T08:00:00Z, a British mobile",
        "+447911123456, GB, 2026-07-04T07:01:00Z, 2026-07-04T07:01:00Z, a British mobile in summer",
        "+61412345678, AU, 2026-07-04T22:30:00Z, 2026-07-05T00:00:00Z, an Australian mobile may be in Perth",
        "+919876543210, IN, 2026-03-04T04:00:00Z, 2026-03-04T04:30:00Z, India opens at ten",
        "+79161234567, RU, 2026-03-04T07:00:00Z, 2026-03-04T07:00:00Z, a Russian mobile has an hour of its own",
        "+14155551234, US, 2026-03-08T08:30:00Z, 2026-03-08T15:00:00Z, the night in which clocks change",
    })
    void marketing_leaves_when_every_place_allows_it(
            String to, String country, Instant now, Instant leaves, String name) {
        Verdict verdict = rule(now).check(Messages.marketing(to, country));

        if (leaves.equals(now)) {
            assertThat(verdict).isInstanceOf(Verdict.Pass.class);
        } else {
            assertThat(((Verdict.Hold) verdict).until()).isEqualTo(leaves);
        }
    }

    @Test
    void what_was_held_passes_when_its_time_has_come() {
        OutboundSms message = Messages.marketing("+18505551234", "US");
        Verdict.Hold hold =
                (Verdict.Hold) rule(Instant.parse("2026-03-05T06:00:00Z")).check(message);

        assertThat(rule(hold.until()).check(message)).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void a_transactional_message_may_come_at_any_hour() {
        assertThat(rule(Instant.parse("2026-03-05T10:00:00Z")).check(Messages.transactional("+14155551234", "US")))
                .isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void an_organisations_own_quiet_hours_count_too() {
        organization = new Organization(false, false, LocalTime.of(17, 0), LocalTime.of(10, 0), Set.of());

        Verdict verdict = rule(Instant.parse("2026-03-05T01:30:00Z")).check(Messages.marketing("+14155551234", "US"));

        assertThat(((Verdict.Hold) verdict).until()).isEqualTo(Instant.parse("2026-03-05T18:00:00Z"));
    }

    @Test
    void a_quiet_hour_at_noon_is_left_in_the_afternoon() {
        organization = new Organization(false, false, LocalTime.of(12, 0), LocalTime.of(14, 0), Set.of());

        Verdict verdict = rule(Instant.parse("2026-03-04T20:00:00Z")).check(Messages.marketing("+14155551234", "US"));

        assertThat(((Verdict.Hold) verdict).until()).isEqualTo(Instant.parse("2026-03-04T22:00:00Z"));
    }

    @Test
    void hours_that_never_meet_forbid() {
        organization = new Organization(false, false, LocalTime.of(7, 0), LocalTime.of(22, 0), Set.of());

        Verdict verdict = rule(Instant.parse("2026-03-04T20:00:00Z")).check(Messages.marketing("+14155551234", "US"));

        assertThat(((Verdict.Block) verdict).refusal().code()).isEqualTo("TEL-010");
    }

    private QuietHoursRule rule(Instant now) {
        return new QuietHoursRule(HOURS, name -> organization, Clock.fixed(now, ZoneOffset.UTC));
    }
}
