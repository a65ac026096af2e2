package com.dartwing.tel.voice;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.Check;
import com.dartwing.tel.json.Required;
import com.dartwing.tel.sms.WebUrl;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Set;

/**
 * What is to happen in a call that is up, field by field as a caller writes it (contract, section 5). Each refuses what
 * it cannot mean with {@link TelException.InvalidRequest}; carriers' mappings read it as {@code .verb}.
 */
public sealed interface CallVerb {

    /** Our id of the call. */
    String callId();

    /** The route of the carrier's folder that does it. */
    String operation();

    /** What its caller is told when the carrier has taken it. */
    String answer();

    /** Whether somebody must have answered before. */
    default boolean wantsTalk() {
        return true;
    }

    /** The yes to a call that came in. */
    record Answer(@Required String callId) implements CallVerb {
        @Override
        public String operation() {
            return "call.answer";
        }

        @Override
        public String answer() {
            return "answering";
        }

        @Override
        public boolean wantsTalk() {
            return false;
        }
    }

    /** The no to a call that came in. */
    record Reject(@Required String callId) implements CallVerb {
        @Override
        public String operation() {
            return "call.reject";
        }

        @Override
        public String answer() {
            return "rejecting";
        }

        @Override
        public boolean wantsTalk() {
            return false;
        }
    }

    /** The end of it; the reason is for the caller's own records. */
    record Hangup(@Required String callId, String reason) implements CallVerb {
        @Override
        public String operation() {
            return "call.hangup";
        }

        @Override
        public String answer() {
            return "terminating";
        }

        @Override
        public boolean wantsTalk() {
            return false;
        }
    }

    /**
     * Somebody else in our place.
     *
     * @param destination a telephone number; in E.164 once it was checked
     */
    record Transfer(@Required String callId, @Required String destination) implements CallVerb {
        @Override
        public String operation() {
            return "call.transfer";
        }

        @Override
        public String answer() {
            return "transferring";
        }
    }

    /**
     * A sound file, played.
     *
     * @param loop how often, 1 to 100, or {@code true} for until something else is played; once by default
     */
    record Play(@Required String callId, @Required String audioUrl, JsonNode loop) implements CallVerb {
        public Play {
            WebUrl.check(audioUrl, WEB, "audio_url", "audio_url");
            if (loop != null && !loop.isBoolean() && !loop.isNull()) {
                if (!loop.isInt()) {
                    throw new TelException.InvalidRequest("loop is true, false or how often", "loop");
                }
                Check.range(1, 100, loop.intValue(), "loop");
            }
        }

        @Override
        public String operation() {
            return "call.play";
        }

        @Override
        public String answer() {
            return "playing";
        }
    }

    /** A text, spoken. */
    record Speak(@Required String callId, @Required String text, String voice) implements CallVerb {
        public Speak {
            spoken(text, "text");
            voiceName(voice, "voice");
        }

        @Override
        public String operation() {
            return "call.speak";
        }

        @Override
        public String answer() {
            return "speaking";
        }
    }

    /** @param digits those of a telephone's keypad, {@code w} and {@code W} for pauses of half a second and of one */
    record SendDtmf(@Required String callId, @Required String digits) implements CallVerb {
        public SendDtmf {
            if (!digits.matches("[0-9A-DwW*#]{1,64}")) {
                throw new TelException.InvalidRequest("digits may be 1 to 64 of 0-9, A-D, *, #, w and W", "digits");
            }
        }

        @Override
        public String operation() {
            return "call.dtmf";
        }

        @Override
        public String answer() {
            return "sending";
        }
    }

    /**
     * Keys that the callee presses; told by the event {@code call.dtmf}.
     *
     * @param minDigits 1 to 128
     * @param maxDigits 1 to 128
     * @param timeoutSeconds 1 to 120, until the last key
     * @param terminator the key that ends it, {@code #} by default
     * @param promptText spoken before, or null
     * @param promptAudioUrl played before, or null
     */
    record GatherDtmf(
            @Required String callId,
            Integer minDigits,
            Integer maxDigits,
            Integer timeoutSeconds,
            String terminator,
            String promptText,
            String promptAudioUrl)
            implements CallVerb {

        private static final int MOST_DIGITS = 128;
        private static final int DEFAULT_TIMEOUT = 30;

        public GatherDtmf {
            minDigits = Objects.requireNonNullElse(Check.range(1, MOST_DIGITS, minDigits, "min_digits"), 1);
            maxDigits = Objects.requireNonNullElse(Check.range(1, MOST_DIGITS, maxDigits, "max_digits"), MOST_DIGITS);
            timeoutSeconds =
                    Objects.requireNonNullElse(Check.range(1, 120, timeoutSeconds, "timeout_seconds"), DEFAULT_TIMEOUT);
            terminator = Objects.requireNonNullElse(terminator, "#");
            if (maxDigits < minDigits) {
                throw new TelException.InvalidRequest("max_digits is less than min_digits", "max_digits");
            }
            if (!terminator.matches("[0-9*#]")) {
                throw new TelException.InvalidRequest("terminator is one of 0-9, * and #", "terminator");
            }
            if (promptText != null && promptAudioUrl != null) {
                throw new TelException.InvalidRequest(
                        "prompt_text and prompt_audio_url exclude each other", "prompt_audio_url");
            }
            spoken(promptText, "prompt_text");
            if (promptAudioUrl != null) {
                WebUrl.check(promptAudioUrl, WEB, "prompt_audio_url", "prompt_audio_url");
            }
        }

        @Override
        public String operation() {
            return "call.gather";
        }

        @Override
        public String answer() {
            return "gathering";
        }
    }

    /**
     * A recording of it, from now on.
     *
     * @param channels {@code mono}, by default, or {@code stereo} and {@code dual}: each side has its own
     * @param format {@code mp3}, by default, or {@code wav}
     */
    record StartRecording(@Required String callId, String channels, String format) implements CallVerb {
        public StartRecording {
            channels = Objects.requireNonNullElse(channels, "mono");
            format = Objects.requireNonNullElse(format, "mp3");
            if (!Set.of("mono", "stereo", "dual").contains(channels)) {
                throw new TelException.InvalidRequest("channels is one of mono, stereo and dual", "channels");
            }
            if (!Set.of("mp3", "wav").contains(format)) {
                throw new TelException.InvalidRequest("format is one of mp3 and wav", "format");
            }
        }

        @Override
        public String operation() {
            return "call.record-start";
        }

        @Override
        public String answer() {
            return "recording";
        }
    }

    /**
     * A message that somebody leaves: recorded until it is long enough, or its speaker hangs up.
     *
     * @param maxSeconds 1 to 3,600; 120 by default
     * @param beep whether a tone says that it begins; by default it does
     * @param channels always {@code mono}
     * @param format {@code mp3}, by default, or {@code wav}
     */
    record RecordMessage(@Required String callId, Integer maxSeconds, Boolean beep, String channels, String format)
            implements CallVerb {

        private static final int DEFAULT_LONGEST = 120;

        public RecordMessage {
            maxSeconds = Objects.requireNonNullElse(Check.range(1, 3_600, maxSeconds, "max_seconds"), DEFAULT_LONGEST);
            beep = Objects.requireNonNullElse(beep, true);
            StartRecording sound = new StartRecording(callId, channels, format);
            if (!sound.channels().equals("mono")) {
                throw new TelException.InvalidRequest("channels of a message is mono", "channels");
            }
            channels = sound.channels();
            format = sound.format();
        }

        /** As it is put on record. */
        public StartRecording recording() {
            return new StartRecording(callId, channels, format);
        }

        @Override
        public String operation() {
            return "call.record-start";
        }

        @Override
        public String answer() {
            return "recording";
        }
    }

    /** The end of a recording, known by itself or by its call. */
    record StopRecording(String callId, String recordingId) implements CallVerb {
        public StopRecording {
            if ((callId == null) == (recordingId == null)) {
                throw new TelException.InvalidRequest("Either call_id or recording_id is needed", "call_id");
            }
        }

        @Override
        public String operation() {
            return "call.record-stop";
        }

        @Override
        public String answer() {
            return "stopped";
        }
    }

    /** Where sounds may be. */
    Set<String> WEB = Set.of("https", "http");

    /** A text that a voice can speak: 1 to 3,000 characters. */
    static String spoken(String text, String field) {
        return Check.atMost(3_000, Check.notBlank(text, field), field);
    }

    /** The name of a voice, as carriers know them. */
    static String voiceName(String name, String field) {
        return Check.atMost(100, Check.notBlank(name, field), field);
    }
}
