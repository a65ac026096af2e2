package com.dartwing.tel.compliance;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.sms.OutboundSms;

/** A number on the do-not-contact list, the organisation's or the global one, gets nothing. */
public final class DncRule implements ComplianceRule {

    private final DncList list;

    public DncRule(DncList list) {
        this.list = list;
    }

    @Override
    public String name() {
        return "dnc";
    }

    @Override
    public Verdict check(OutboundSms message) {
        if (message.details().inReplyTo() != null) {
            return new Verdict.Pass("the one answer to a keyword");
        }
        return list.scopeOf(message.parties().to(), message.owner().organization())
                .<Verdict>map(scope -> new Verdict.Block(new TelException.DncMatch(
                        message.parties().to() + " is on the do-not-contact list (" + scope + ")")))
                .orElseGet(() -> new Verdict.Pass("not on the do-not-contact list"));
    }
}
