package com.dartwing.tel.compliance;

import com.dartwing.tel.sms.OnUnknown;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.Purpose;
import com.dartwing.tel.sms.SmsText;
import java.time.Instant;

/** Messages as the rules' tests need them. */
final class Messages {

    static final Instant NOON = Instant.parse("2026-03-04T20:00:00Z");

    private Messages() {}

    static OutboundSms marketing(String to, String country) {
        return message("+14155550100", to, country, Purpose.MARKETING, null, "Hello");
    }

    static OutboundSms transactional(String to, String country) {
        return message("+14155550100", to, country, Purpose.TRANSACTIONAL, null, "Hello");
    }

    static OutboundSms saying(String body) {
        return message("+14155550100", "+14155551234", "US", Purpose.MARKETING, null, body);
    }

    static OutboundSms message(String from, String to, String country, Purpose purpose, String campaign, String body) {
        return new OutboundSms(
                null,
                new OutboundSms.Owner("KEY-1", "Acme", "crm", null),
                new OutboundSms.Parties(from, false, null, to, country),
                SmsText.of(body),
                null,
                new OutboundSms.Policy(
                        purpose, campaign, null, OnUnknown.FAILOVER, 1, null, NOON.plusSeconds(86_400), false),
                new OutboundSms.Details(null, null, null, null, null, null),
                NOON,
                0,
                0);
    }
}
