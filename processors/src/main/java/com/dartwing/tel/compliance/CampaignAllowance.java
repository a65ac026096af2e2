package com.dartwing.tel.compliance;

import com.dartwing.tel.sms.OutboundSms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A campaign sends no more segments in a second and in a day than its class allows. Over the second's limit a message
 * waits for its place, over the day's until the networks' next day begins. A day is reserved in parts of a hundredth, so
 * that its limit holds for any number of nodes, killed or not, without asking the database for each message; the second's
 * is each node's own.
 */
public final class CampaignAllowance implements Allowance {

    private static final int PARTS_OF_A_DAY = 100;
    private static final double NANOS = 1e9;

    private final TenDlc tenDlc;
    private final Campaigns campaigns;
    private final DayUse use;
    private final Clock clock;
    private final Map<String, Counts> counts = new ConcurrentHashMap<>();

    /** What this node knows of a campaign. */
    private static final class Counts {
        private final Pace pace = new Pace();
        private LocalDate day;
        private int limit;
        private int left;
        private boolean usedUp;
    }

    public CampaignAllowance(TenDlc tenDlc, Campaigns campaigns, DayUse use, Clock clock) {
        this.tenDlc = tenDlc;
        this.campaigns = campaigns;
        this.use = use;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "campaign_limits";
    }

    @Override
    public Verdict peek(OutboundSms message) {
        return ask(message, false);
    }

    @Override
    public Verdict take(OutboundSms message) {
        return ask(message, true);
    }

    private Verdict ask(OutboundSms message, boolean count) {
        Optional<Campaign> found = message.policy().campaign() == null || !tenDlc.concerns(message)
                ? Optional.empty()
                : campaigns.find(message.policy().campaign(), message.owner().organization());
        if (found.isEmpty()) {
            return new Verdict.Pass("no campaign that is counted");
        }
        Campaign campaign = found.get();
        Counts counted = counts.computeIfAbsent(campaign.id(), id -> new Counts());
        int segments = message.units();
        Instant now = clock.instant();
        if (!today(counted, campaign, now, segments, count)) {
            Instant tomorrow = LocalDate.ofInstant(now, tenDlc.dayZone())
                    .plusDays(1)
                    .atStartOfDay(tenDlc.dayZone())
                    .toInstant();
            return new Verdict.Hold(
                    tomorrow, "campaign " + campaign.id() + " has sent its " + campaign.perDay() + " of today");
        }
        Duration cost = Duration.ofNanos((long) (segments * NANOS / campaign.perSecond()));
        return counted.pace
                .ask(now, cost, message.id() != null, count)
                .<Verdict>map(until -> giveBack(counted, campaign, until, segments, count))
                .orElseGet(() -> new Verdict.Pass("within " + campaign.perSecond() + " a second and "
                        + campaign.perDay() + " a day of campaign " + campaign.id()));
    }

    /** What must wait for its second has not used its day yet. */
    private static Verdict giveBack(Counts counted, Campaign campaign, Instant until, int segments, boolean count) {
        synchronized (counted) {
            counted.left += count ? segments : 0;
        }
        return new Verdict.Hold(
                until, "campaign " + campaign.id() + " sends no more than " + campaign.perSecond() + " a second");
    }

    /** Whether there are segments of today left; takes them when it counts. */
    private boolean today(Counts counted, Campaign campaign, Instant now, int segments, boolean count) {
        synchronized (counted) {
            LocalDate day = LocalDate.ofInstant(now, tenDlc.dayZone());
            if (!day.equals(counted.day) || counted.limit != campaign.perDay()) {
                counted.left = day.equals(counted.day) ? counted.left : 0;
                counted.day = day;
                counted.limit = campaign.perDay();
                counted.usedUp = false;
            }
            if (!count) {
                return counted.left >= segments || !counted.usedUp;
            }
            if (counted.left < segments && !counted.usedUp) {
                int wanted = Math.max(segments - counted.left, campaign.perDay() / PARTS_OF_A_DAY);
                int granted = use.reserve(campaign.id(), day, wanted, campaign.perDay());
                counted.left += granted;
                counted.usedUp = granted < wanted;
            }
            boolean enough = counted.left >= segments;
            counted.left -= enough ? segments : 0;
            return enough;
        }
    }
}
