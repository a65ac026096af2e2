package com.dartwing.tel.carrier;

/**
 * The question how it stands with a call, as the mapping of {@code call.status} reads it.
 *
 * @param carrierCallId the carrier's id of the call
 */
public record CallQuestion(String carrierCallId) {}
