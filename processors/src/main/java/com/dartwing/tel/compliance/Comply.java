package com.dartwing.tel.compliance;

import com.dartwing.tel.sms.OutboundSms;
import java.util.List;

/** Asks every rule in turn; the first one that objects decides. */
public final class Comply {

    private final List<ComplianceRule> rules;

    public Comply(List<ComplianceRule> rules) {
        this.rules = List.copyOf(rules);
    }

    public List<ComplianceRule> rules() {
        return rules;
    }

    /** The first objection, or a pass. */
    public Verdict check(OutboundSms message) {
        for (ComplianceRule rule : rules) {
            Verdict verdict = rule.check(message);
            if (!(verdict instanceof Verdict.Pass)) {
                return verdict;
            }
        }
        return new Verdict.Pass("no rule objects");
    }
}
