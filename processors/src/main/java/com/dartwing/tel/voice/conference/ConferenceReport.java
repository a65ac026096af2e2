package com.dartwing.tel.voice.conference;

import java.time.Instant;

/**
 * What a carrier tells of a conference.
 *
 * @param carrier its folder's name
 * @param carrierConferenceId the carrier's id of the conference; null when a call has left whichever it was in
 * @param conference our id of it, which the carrier was given as its name, or null
 * @param carrierCallId the carrier's id of the call that it is about, or that began the conference; or null
 * @param attempt what we gave the carrier with the call that began the conference, or null
 * @param at when it happened
 * @param reason the carrier's own word for why it ended, or null
 */
public record ConferenceReport(
        String carrier,
        String carrierConferenceId,
        String conference,
        String carrierCallId,
        String attempt,
        Instant at,
        What what,
        String reason) {

    /** What happened. */
    public enum What {
        BEGUN,
        JOINED,
        LEFT,
        ENDED
    }
}
