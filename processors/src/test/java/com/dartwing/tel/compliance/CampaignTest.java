package com.dartwing.tel.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.Purpose;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CampaignTest {

    private static final TenDlc TEN_DLC = TenDlc.packaged();

    /** Five in the afternoon by the networks' clock. */
    private Instant now = Instant.parse("2026-03-05T01:00:00Z");

    private Organization organization = Organization.UNKNOWN;
    private Campaign campaign = new Campaign("C1", "Active", Purpose.MARKETING, false, 1000, 5);
    private final Map<LocalDate, Integer> used = new HashMap<>();
    private int reservations;

    private final Campaigns campaigns =
            (id, owner) -> id.equals("C1") && "Acme".equals(owner) ? Optional.of(campaign) : Optional.empty();
    private final CampaignRule rule = new CampaignRule(TEN_DLC, campaigns, name -> organization);

    @Test
    void an_active_campaign_passes() {
        assertThat(rule.check(from("+14155550100", "C1"))).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void an_unknown_or_inactive_campaign_is_refused() {
        assertThat(why(rule.check(from("+14155550100", "C2")))).isEqualTo("there is no campaign C2");

        campaign = new Campaign("C1", "Suspended", Purpose.MARKETING, false, 1, 1);

        assertThat(why(rule.check(from("+14155550100", "C1")))).endsWith("not active but Suspended");
    }

    @Test
    void toll_free_numbers_and_other_countries_need_none() {
        OutboundSms toBritain = Messages.message("+14155550100", "+447911123456", "GB", Purpose.MARKETING, "C2", "x");

        assertThat(rule.check(from("+18005559999", "C2"))).isInstanceOf(Verdict.Pass.class);
        assertThat(rule.check(toBritain)).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void an_organisation_can_require_one() {
        assertThat(rule.check(from("+14155550100", null))).isInstanceOf(Verdict.Pass.class);

        organization = new Organization(false, true, null, null, Set.of());

        assertThat(why(rule.check(from("+14155550100", null)))).contains("needs a campaign");
        assertThat(rule.check(from("+18005559999", null))).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void over_the_days_limit_a_message_waits_for_the_networks_next_day() {
        CampaignAllowance allowance = allowance();
        OutboundSms message = from("+14155550100", "C1");
        for (int i = 0; i < 5; i++) {
            assertThat(allowance.take(message)).isInstanceOf(Verdict.Pass.class);
        }

        Verdict.Hold hold = (Verdict.Hold) allowance.take(message);

        assertThat(hold.until()).isEqualTo(Instant.parse("2026-03-05T08:00:00Z"));
        now = hold.until();
        assertThat(allowance.take(message)).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void a_limit_that_is_raised_counts_at_once() {
        CampaignAllowance allowance = allowance();
        OutboundSms message = from("+14155550100", "C1");
        for (int i = 0; i < 6; i++) {
            allowance.take(message);
        }

        campaign = new Campaign("C1", "Active", Purpose.MARKETING, false, 1000, 6);

        assertThat(allowance.take(message)).isInstanceOf(Verdict.Pass.class);
        assertThat(allowance.take(message)).isInstanceOf(Verdict.Hold.class);
    }

    @Test
    void another_node_or_a_restart_goes_on_counting() {
        OutboundSms message = from("+14155550100", "C1");
        for (int i = 0; i < 3; i++) {
            allowance().take(message);
        }
        CampaignAllowance other = allowance();

        assertThat(other.take(message)).isInstanceOf(Verdict.Pass.class);
        assertThat(other.take(message)).isInstanceOf(Verdict.Pass.class);
        assertThat(other.take(message)).isInstanceOf(Verdict.Hold.class);
    }

    @Test
    void a_day_is_reserved_in_a_hundred_parts() {
        campaign = new Campaign("C1", "Active", Purpose.MARKETING, false, 1_000_000, 10_000);
        CampaignAllowance allowance = allowance();

        for (int i = 0; i < 1_000; i++) {
            allowance.take(from("+14155550100", "C1"));
        }

        assertThat(reservations).isEqualTo(10);
    }

    @Test
    void over_the_seconds_limit_a_message_waits_a_moment_and_its_day_is_not_used() {
        campaign = new Campaign("C1", "Active", Purpose.MARKETING, false, 2, 3);
        CampaignAllowance allowance = allowance();
        OutboundSms message = from("+14155550100", "C1");
        allowance.take(message);
        allowance.take(message);

        Verdict.Hold hold = (Verdict.Hold) allowance.take(message);

        assertThat(hold.until()).isEqualTo(now.plus(Duration.ofMillis(500)));
        now = hold.until();
        assertThat(allowance.take(message.withId("SMS-1"))).isInstanceOf(Verdict.Pass.class);
        assertThat(((Verdict.Hold) allowance.take(message)).detail()).contains("of today");
    }

    @Test
    void explaining_counts_nothing() {
        CampaignAllowance allowance = allowance();

        for (int i = 0; i < 100; i++) {
            assertThat(allowance.peek(from("+14155550100", "C1"))).isInstanceOf(Verdict.Pass.class);
        }

        assertThat(used).isEmpty();
    }

    @Test
    void a_class_that_is_not_known_has_the_least() {
        assertThat(TEN_DLC.of("A").perSecond()).isEqualTo(75);
        assertThat(TEN_DLC.of("nonsense")).isEqualTo(TEN_DLC.otherwise());
        assertThat(TEN_DLC.of(null)).isEqualTo(TEN_DLC.otherwise());
    }

    private CampaignAllowance allowance() {
        return new CampaignAllowance(TEN_DLC, campaigns, this::reserve, new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
    }

    private int reserve(String id, LocalDate day, int wanted, int limit) {
        reservations++;
        int granted = Math.max(0, Math.min(wanted, limit - used.getOrDefault(day, 0)));
        used.merge(day, granted, Integer::sum);
        return granted;
    }

    private static OutboundSms from(String from, String campaign) {
        return Messages.message(from, "+14155551234", "US", Purpose.MARKETING, campaign, "Hello");
    }

    private static String why(Verdict verdict) {
        return ((Verdict.Block) verdict).refusal().getMessage();
    }
}
