package com.dartwing.tel.compliance;

import com.dartwing.tel.sms.OutboundSms;

/** One rule of the compliance stage. A bean that implements it takes part; the route need not know. */
public interface ComplianceRule {

    /** Short name, as traces show it. */
    String name();

    Verdict check(OutboundSms message);
}
