package com.dartwing.tel.carrier;

import com.dartwing.tel.voice.CallVerb;

/**
 * What is to happen in a call, as every carrier's request mapping reads it.
 *
 * @param carrierCallId the carrier's id of the call
 * @param attempt our id of the attempt that began the call; carriers tell it back with their reports
 * @param command ours, unique: a carrier that knows it does not do the same twice
 * @param from the number that made the call; whoever it is transferred to is shown it
 * @param verb what its caller wrote
 */
public record CallAction(String carrierCallId, String attempt, String command, String from, CallVerb verb) {}
