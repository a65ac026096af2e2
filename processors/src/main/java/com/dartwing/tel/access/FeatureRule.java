package com.dartwing.tel.access;

import com.dartwing.tel.compliance.ComplianceRule;
import com.dartwing.tel.compliance.Verdict;
import com.dartwing.tel.numbers.PhoneNumbers;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.Purpose;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A message whose features are not all on for its owner is not sent: TEL-009. */
public final class FeatureRule implements ComplianceRule {

    private static final Map<String, Predicate<OutboundSms>> USES = new LinkedHashMap<>();

    static {
        USES.put("sms", sms -> sms.media() == null);
        USES.put("mms", sms -> sms.media() != null);
        USES.put("batch", sms -> sms.details().batch() != null);
        USES.put("marketing", sms -> sms.policy().purpose() == Purpose.MARKETING);
        USES.put("scheduled", sms -> sms.policy().scheduledFor() != null);
        USES.put("hipaa", sms -> sms.policy().hipaa());
        USES.put("international", FeatureRule::isInternational);
    }

    private final Supplier<FeatureFlags> flags;

    /** @param flags as they are now */
    public FeatureRule(Supplier<FeatureFlags> flags) {
        this.flags = flags;
    }

    @Override
    public String name() {
        return "features";
    }

    @Override
    public Verdict check(OutboundSms message) {
        if (message.details().inReplyTo() != null) {
            return new Verdict.Pass("the one answer to a keyword");
        }
        FeatureFlags now = flags.get();
        OutboundSms.Owner owner = message.owner();
        Optional<String> off = USES.entrySet().stream()
                .filter(use -> !now.isOnForAll(use.getKey()))
                .filter(use -> use.getValue().test(message))
                .map(Map.Entry::getKey)
                .filter(feature -> !now.isOn(feature, owner.module(), owner.organization()))
                .findFirst();
        return off.<Verdict>map(feature -> new Verdict.Block(FeatureFlags.disabled(feature)))
                .orElseGet(() -> new Verdict.Pass("every feature that it uses is on"));
    }

    private static boolean isInternational(OutboundSms sms) {
        OutboundSms.Parties parties = sms.parties();
        return parties.senderId() != null
                || !parties.country()
                        .equals(new PhoneNumbers()
                                .parse(parties.from(), null, "from_number")
                                .country());
    }
}
