package com.dartwing.tel.compliance;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.sms.OutboundSms;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Health data is carried for organisations with a business associate agreement in force, on the day that it leaves. */
public final class HipaaRule implements ComplianceRule {

    private final BusinessAssociates associates;
    private final Clock clock;

    public HipaaRule(BusinessAssociates associates, Clock clock) {
        this.associates = associates;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "hipaa";
    }

    @Override
    public Verdict check(OutboundSms message) {
        if (!message.policy().hipaa()) {
            return new Verdict.Pass("not in HIPAA mode");
        }
        return judge(message.owner().organization());
    }

    /** What is said of an organisation's health data today. */
    public Verdict judge(String organization) {
        return refusal(organization)
                .<Verdict>map(Verdict.Block::new)
                .orElseGet(() -> new Verdict.Pass("a business associate agreement is in force"));
    }

    /** Why health data of an organisation may not be carried today; nothing when it may. */
    public Optional<TelException> refusal(String organization) {
        return associates.covers(organization, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                ? Optional.empty()
                : Optional.of(new TelException.ComplianceBlock(
                        "HIPAA mode needs an active and unexpired TEL BAA Agreement of the organization"));
    }
}
