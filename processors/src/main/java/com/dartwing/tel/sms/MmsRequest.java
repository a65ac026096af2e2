package com.dartwing.tel.sms;

import com.dartwing.tel.json.Required;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * The body of {@code send_mms}, field by field as a caller writes it: {@code send_sms} with media, where the text may be
 * absent (contract, section 4).
 *
 * @param sms the fields that it has in common with an SMS, but for the text
 */
public record MmsRequest(@Required List<String> mediaUrls, String subject, String body, @JsonUnwrapped SmsRequest sms) {

    /** What it has in common with an SMS. */
    public SmsRequest text() {
        return sms.withBody(body == null ? "" : body);
    }

    /** What makes it an MMS, as the caller wrote it. */
    public OutboundSms.Media media() {
        return new OutboundSms.Media(mediaUrls, subject);
    }

    /** Without content, which may not reach a log. */
    @Override
    public String toString() {
        return "MmsRequest[" + sms + "]";
    }
}
