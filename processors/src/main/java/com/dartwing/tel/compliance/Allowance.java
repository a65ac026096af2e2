package com.dartwing.tel.compliance;

import com.dartwing.tel.sms.OutboundSms;

/** Something of which only so much may be sent in a time. It is asked last, and counts what it lets pass. */
public interface Allowance {

    /** Short name, as traces show it. */
    String name();

    /** What {@link #take} would say now, without counting. */
    Verdict peek(OutboundSms message);

    /** Counts a message that leaves now, or says until when it must wait. */
    Verdict take(OutboundSms message);
}
