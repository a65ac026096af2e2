package com.dartwing.tel.compliance;

import com.dartwing.tel.compliance.MarketingHours.LocalHours;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.Purpose;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Marketing is kept while it is night where its recipient may be: until the law's hours, and the organisation's own, all
 * allow it. A message for later is judged when its time has come.
 */
public final class QuietHoursRule implements ComplianceRule {

    private static final Duration SEARCHED = Duration.ofDays(14);

    private final MarketingHours hours;
    private final Function<String, Organization> organizations;
    private final Clock clock;

    /** @param organizations an organisation by its name */
    public QuietHoursRule(MarketingHours hours, Function<String, Organization> organizations, Clock clock) {
        this.hours = hours;
        this.organizations = organizations;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "quiet_hours";
    }

    @Override
    public Verdict check(OutboundSms message) {
        return check((Contact) message);
    }

    /** The same of a call, or of whatever else reaches a person. */
    Verdict check(Contact contact) {
        if (contact.purpose() == Purpose.TRANSACTIONAL) {
            return new Verdict.Pass("what is transactional may come at any hour");
        }
        Instant now = clock.instant();
        List<LocalHours> all = binding(contact);
        return opening(now, all)
                .map(opens -> opens.equals(now)
                        ? new Verdict.Pass("no quiet hours in " + places(all))
                        : new Verdict.Hold(opens, "quiet hours in " + places(all)))
                .orElseGet(() -> new Verdict.Block(
                        new TelException.ComplianceBlock("the quiet hours in " + places(all) + " leave no time")));
    }

    private List<LocalHours> binding(Contact contact) {
        List<LocalHours> law =
                hours.of(contact.parties().to(), contact.parties().country());
        List<LocalHours> all = new ArrayList<>(law);
        organizations.apply(contact.owner().organization()).ownHours().ifPresent(own -> law.stream()
                .map(LocalHours::zone)
                .distinct()
                .forEach(zone -> all.add(new LocalHours(zone, own))));
        return all;
    }

    /** The first instant that all allow. Each is asked in turn, from where the last one sent us, until none moves on. */
    private static Optional<Instant> opening(Instant now, List<LocalHours> all) {
        Instant candidate = now;
        while (candidate.isBefore(now.plus(SEARCHED))) {
            Instant start = candidate;
            for (LocalHours local : all) {
                Optional<Instant> next = local.hours().next(candidate, local.zone());
                if (next.isEmpty()) {
                    return Optional.empty();
                }
                candidate = next.get();
            }
            if (candidate.equals(start)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static String places(List<LocalHours> all) {
        return String.join(
                ", ", all.stream().map(local -> local.zone().getId()).distinct().toList());
    }
}
