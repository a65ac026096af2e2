package com.dartwing.tel.hub.access;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.access.ApiKeys;
import com.dartwing.tel.numbers.Did;
import com.dartwing.tel.sms.OutboundSms;
import org.springframework.stereotype.Component;

/** Who hears of an event: the record's own callback, else the number's for inbound, else the key's (contract, section 8). */
@Component
public class CallbackTargets {

    private final ApiKeys keys;

    public CallbackTargets(ApiKeys keys) {
        this.keys = keys;
    }

    /** The consumer's URL for an outbound message, or null. */
    public String of(OutboundSms sms) {
        return of(sms.details().callbackUrl(), sms.owner().apiKey());
    }

    /** The consumer's URL for a record with its own callback, or null. */
    public String of(String callbackUrl, String apiKey) {
        return callbackUrl != null ? callbackUrl : ofKey(apiKey);
    }

    /** The consumer's URL for a message that came in at a number, or null. */
    public String of(Did did) {
        boolean webhook = did.inboundSmsRoute() == Did.SmsRoute.WEBHOOK && did.webhookUrl() != null;
        return webhook ? did.webhookUrl() : ofKey(did.apiKey());
    }

    private String ofKey(String apiKey) {
        return apiKey == null
                ? null
                : keys.byName(apiKey).map(ApiKey::webhookUrl).orElse(null);
    }
}
