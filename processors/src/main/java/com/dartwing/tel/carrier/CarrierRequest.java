package com.dartwing.tel.carrier;

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
        String callback) {}
