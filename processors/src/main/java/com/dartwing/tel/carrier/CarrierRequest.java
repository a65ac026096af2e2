package com.dartwing.tel.carrier;

import com.dartwing.tel.sms.OutboundSms;
import java.util.List;

/**
 * A message as every carrier's request mapping reads it.
 *
 * @param attempt our id of this attempt, given to carriers that can carry one, so that a receipt finds it
 * @param media the URLs of an MMS's media; empty for an SMS
 * @param subject of an MMS, may be null
 * @param callback where the carrier may report, our URL
 */
public record CarrierRequest(
        String attempt,
        String message,
        String from,
        String to,
        String body,
        List<String> media,
        String subject,
        String encoding,
        int segments,
        int priority,
        String callback) {

    /** @param attempt our id of the attempt under way */
    public static CarrierRequest of(OutboundSms sms, String attempt, String callback) {
        OutboundSms.Media media = sms.media();
        return new CarrierRequest(
                attempt,
                sms.id(),
                sms.parties().from(),
                sms.parties().to(),
                sms.text().body(),
                media == null ? List.of() : media.urls(),
                media == null ? null : media.subject(),
                sms.text().encoding().label(),
                sms.units(),
                sms.policy().priority(),
                callback);
    }
}
