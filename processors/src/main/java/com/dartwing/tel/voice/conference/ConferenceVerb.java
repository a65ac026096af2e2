package com.dartwing.tel.voice.conference;

import com.dartwing.tel.json.Required;
import com.dartwing.tel.voice.Asks;
import com.dartwing.tel.voice.VoiceVerb;

/** What is to happen in a conference that is on, field by field as a caller writes it (contract, section 5). */
public sealed interface ConferenceVerb extends VoiceVerb {

    /** Our id of the conference. */
    String conferenceId();

    /**
     * One call more.
     *
     * @param muted whether the others do not hear it; by default they do
     */
    @Asks(operation = "conference.join", answer = "joining")
    record Join(@Required String conferenceId, @Required String callId, Boolean muted) implements ConferenceVerb {
        public Join {
            muted = Boolean.TRUE.equals(muted);
        }
    }

    /** One call less; it goes on by itself. */
    @Asks(operation = "conference.leave", answer = "leaving")
    record Leave(@Required String conferenceId, @Required String callId) implements ConferenceVerb {}

    /** The others do not hear a call any more. */
    @Asks(operation = "conference.mute", answer = "muted")
    record Mute(@Required String conferenceId, @Required String callId) implements ConferenceVerb {}

    /** They hear it again. */
    @Asks(operation = "conference.unmute", answer = "unmuted")
    record Unmute(@Required String conferenceId, @Required String callId) implements ConferenceVerb {}

    /** The end of it, and of the calls in it. */
    @Asks(operation = "conference.end", answer = "ending")
    record End(@Required String conferenceId) implements ConferenceVerb {
        @Override
        public String callId() {
            return null;
        }
    }
}
