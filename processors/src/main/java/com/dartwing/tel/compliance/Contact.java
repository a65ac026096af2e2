package com.dartwing.tel.compliance;

import com.dartwing.tel.sms.OutboundSms.Owner;
import com.dartwing.tel.sms.OutboundSms.Parties;
import com.dartwing.tel.sms.Purpose;

/** Whatever reaches a person: a message, a call. The law asks who reaches whom, and what for. */
public interface Contact {

    Owner owner();

    Parties parties();

    Purpose purpose();

    /** The campaign that it belongs to, or null; only messages have one. */
    default String campaign() {
        return null;
    }

    /** Whether it is the one answer to a keyword that the person sent; only a message can be. */
    default boolean answersKeyword() {
        return false;
    }
}
