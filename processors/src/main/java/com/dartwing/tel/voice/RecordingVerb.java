package com.dartwing.tel.voice;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.Check;
import com.dartwing.tel.json.Required;
import java.util.Objects;
import java.util.Set;

/** What is to be kept of what is said in a call. */
public sealed interface RecordingVerb extends CallVerb {

    /**
     * A recording of it, from now on.
     *
     * @param channels {@code mono}, by default, or {@code stereo} and {@code dual}: each side has its own
     * @param format {@code mp3}, by default, or {@code wav}
     * @param transcribe whether it is to be read too; by default it is not
     */
    @Asks(operation = "call.record-start", answer = "recording")
    record StartRecording(@Required String callId, String channels, String format, Boolean transcribe)
            implements RecordingVerb {
        public StartRecording {
            transcribe = Objects.requireNonNullElse(transcribe, false);
            channels = Objects.requireNonNullElse(channels, "mono");
            format = Objects.requireNonNullElse(format, "mp3");
            if (!Set.of("mono", "stereo", "dual").contains(channels)) {
                throw new TelException.InvalidRequest("channels is one of mono, stereo and dual", "channels");
            }
            if (!Set.of("mp3", "wav").contains(format)) {
                throw new TelException.InvalidRequest("format is one of mp3 and wav", "format");
            }
        }

        /** As its carrier and its caller have it when nothing is said of either. */
        public static StartRecording of(String callId) {
            return new StartRecording(callId, null, null, null);
        }
    }

    /**
     * A message that somebody leaves: recorded until it is long enough, or its speaker hangs up.
     *
     * @param maxSeconds 1 to 3,600; 120 by default
     * @param beep whether a tone says that it begins; by default it does
     * @param channels always {@code mono}
     * @param format {@code mp3}, by default, or {@code wav}
     * @param transcribe whether it is to be read too; by default it is not
     */
    @Asks(operation = "call.record-start", answer = "recording")
    record RecordMessage(
            @Required String callId,
            Integer maxSeconds,
            Boolean beep,
            String channels,
            String format,
            Boolean transcribe)
            implements RecordingVerb {

        private static final int DEFAULT_LONGEST = 120;

        public RecordMessage {
            maxSeconds = Objects.requireNonNullElse(Check.range(1, 3_600, maxSeconds, "max_seconds"), DEFAULT_LONGEST);
            beep = Objects.requireNonNullElse(beep, true);
            StartRecording sound = new StartRecording(callId, channels, format, transcribe);
            if (!sound.channels().equals("mono")) {
                throw new TelException.InvalidRequest("channels of a message is mono", "channels");
            }
            channels = sound.channels();
            format = sound.format();
            transcribe = sound.transcribe();
        }

        /** As it is put on record. */
        public StartRecording recording() {
            return new StartRecording(callId, channels, format, transcribe);
        }
    }

    /** The end of a recording, known by itself or by its call. */
    @Asks(operation = "call.record-stop", answer = "stopped")
    record StopRecording(String callId, String recordingId) implements RecordingVerb {
        public StopRecording {
            if ((callId == null) == (recordingId == null)) {
                throw new TelException.InvalidRequest("Either call_id or recording_id is needed", "call_id");
            }
        }
    }
}
