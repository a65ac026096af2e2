package com.dartwing.tel.sms;

import java.time.Instant;

/**
 * What a carrier reports about a message that it took.
 *
 * @param carrier the carrier's folder name
 * @param carrierMessageId its id of the message, or null when it names our attempt instead
 * @param attempt our id of the attempt, where the carrier carries one, else null
 * @param recipient E.164, or null when the carrier does not say
 * @param status Sent, Delivered, Undelivered or Failed
 * @param code the carrier's error code, or null
 */
public record Receipt(
        String carrier,
        String carrierMessageId,
        String attempt,
        String recipient,
        SmsStatus status,
        String code,
        String detail,
        Instant at) {}
