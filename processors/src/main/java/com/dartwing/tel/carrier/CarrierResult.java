package com.dartwing.tel.carrier;

/**
 * A carrier took it.
 *
 * @param carrierId the carrier's id of the message
 * @param raw the carrier's answer, kept for the trace
 */
public record CarrierResult(String carrierId, String raw) {}
