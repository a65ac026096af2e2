package com.dartwing.tel.compliance;

import com.dartwing.tel.sms.OutboundSms;

/** A rule that hangs on what is on record about the recipient, which is read for many messages at once. */
public interface RecipientRule {

    /** Short name, as traces show it. */
    String name();

    Verdict check(OutboundSms message, Standing recipient);
}
