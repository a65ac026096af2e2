package com.dartwing.tel.voice.conference;

import com.dartwing.tel.json.Required;

/** What is to happen in a conference that is on, field by field as a caller writes it (contract, section 5). */
public sealed interface ConferenceVerb {

    /** Our id of the conference. */
    String conferenceId();

    /** Our id of the call that it is about; null when it is about all. */
    String callId();

    /** The route of the carrier's folder that does it. */
    String operation();

    /** What its caller is told when the carrier has taken it. */
    String answer();

    /**
     * One call more.
     *
     * @param muted whether the others do not hear it; by default they do
     */
    record Join(@Required String conferenceId, @Required String callId, Boolean muted) implements ConferenceVerb {
        public Join {
            muted = Boolean.TRUE.equals(muted);
        }

        @Override
        public String operation() {
            return "conference.join";
        }

        @Override
        public String answer() {
            return "joining";
        }
    }

    /** One call less; it goes on by itself. */
    record Leave(@Required String conferenceId, @Required String callId) implements ConferenceVerb {
        @Override
        public String operation() {
            return "conference.leave";
        }

        @Override
        public String answer() {
            return "leaving";
        }
    }

    /** The others do not hear a call any more. */
    record Mute(@Required String conferenceId, @Required String callId) implements ConferenceVerb {
        @Override
        public String operation() {
            return "conference.mute";
        }

        @Override
        public String answer() {
            return "muted";
        }
    }

    /** They hear it again. */
    record Unmute(@Required String conferenceId, @Required String callId) implements ConferenceVerb {
        @Override
        public String operation() {
            return "conference.unmute";
        }

        @Override
        public String answer() {
            return "unmuted";
        }
    }

    /** The end of it, and of the calls in it. */
    record End(@Required String conferenceId) implements ConferenceVerb {
        @Override
        public String callId() {
            return null;
        }

        @Override
        public String operation() {
            return "conference.end";
        }

        @Override
        public String answer() {
            return "ending";
        }
    }
}
