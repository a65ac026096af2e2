package com.dartwing.tel.hub.smpp;

import com.dartwing.tel.sms.SmsAlphabet;
import java.util.List;

/**
 * A partner's account.
 *
 * @param apiKey name of the key that its messages belong to
 * @param addresses addresses or CIDR blocks that it may bind from; empty means any
 * @param alphabet what {@code data_coding} 0 means to it
 * @param idempotent whether its {@code user_message_reference} names a message, so that one that comes again is none
 * @param receives whether it hears of messages that come in at its key's numbers
 */
record PartnerAccount(
        String systemId,
        String passwordHash,
        String apiKey,
        List<String> addresses,
        int maxBinds,
        int window,
        SmsAlphabet alphabet,
        boolean idempotent,
        boolean receives,
        boolean enabled) {}
