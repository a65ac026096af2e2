package com.dartwing.tel.carrier;

/**
 * A message as every carrier's request mapping reads it.
 *
 * @param attempt our id of this attempt, given to carriers that can carry one, so that a receipt finds it
 * @param callback where the carrier may report, our URL
 */
public record CarrierRequest(
        String attempt,
        String message,
        String from,
        String to,
        String body,
        String encoding,
        int segments,
        int priority,
        String callback) {}
