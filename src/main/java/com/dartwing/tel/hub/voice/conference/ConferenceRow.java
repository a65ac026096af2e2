package com.dartwing.tel.hub.voice.conference;

import com.dartwing.tel.voice.conference.Conference;
import java.time.Instant;

/**
 * A conference as its row tells it.
 *
 * @param carrierConferenceId the carrier's id, or null as long as it has told none
 * @param recording id of its recording, or null
 * @param recordDue whether its carrier is still to be asked for that
 * @param tries how often its carrier was asked to begin it
 * @param dueAt when something is to be done about its beginning, or null
 * @param sequence of its last event
 */
public record ConferenceRow(
        Conference conference,
        String apiKey,
        String carrier,
        String carrierConferenceId,
        String webhookUrl,
        String recording,
        boolean recordDue,
        int tries,
        Instant dueAt,
        int sequence,
        Instant createdAt) {

    public String id() {
        return conference.id();
    }
}
