package com.dartwing.tel.sms;

import com.dartwing.tel.access.ApiKey;

/**
 * The wish to send an SMS or an MMS, whatever door it came through: REST, an SMPP bind, a batch, a schedule or an auto-reply.
 *
 * @param media what makes it an MMS, not yet validated; null for an SMS
 * @param bodyHash hex SHA-256 of what the caller said, to tell a repeated request from another one under its key; null
 *     without one
 */
public record SmsCommand(ApiKey caller, SmsRequest request, OutboundSms.Media media, String bodyHash) {

    /** An SMS. */
    public SmsCommand(ApiKey caller, SmsRequest request, String bodyHash) {
        this(caller, request, null, bodyHash);
    }

    public boolean isIdempotent() {
        return request.idempotencyKey() != null;
    }
}
