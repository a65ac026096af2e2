package com.dartwing.tel.compliance;

import com.dartwing.tel.sms.OutboundSms;

/** A rule that needs nothing but the message. A bean that implements it takes part; the route need not know. */
public interface ComplianceRule {

    /** Short name, as traces show it. */
    String name();

    Verdict check(OutboundSms message);
}
