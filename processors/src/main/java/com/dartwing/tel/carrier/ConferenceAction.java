package com.dartwing.tel.carrier;

/**
 * What is to happen in a conference, as every carrier's request mapping reads it.
 *
 * @param conference our id of it, which a carrier may be given as its name
 * @param carrierConferenceId the carrier's own id of it; null when it is to be begun
 * @param carrierCallId the carrier's id of the call that it is about, or that begins it; null when it is about all
 * @param attempt our id of the attempt that began the call, or null; carriers tell it back with their reports
 * @param command ours, unique: a carrier that knows it does not do the same twice
 * @param maxParticipants the most that may be in it
 * @param muted whether the others do not hear a call that is let in
 */
public record ConferenceAction(
        String conference,
        String carrierConferenceId,
        String carrierCallId,
        String attempt,
        String command,
        int maxParticipants,
        boolean muted) {}
