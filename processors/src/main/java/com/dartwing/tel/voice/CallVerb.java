package com.dartwing.tel.voice;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.Check;
import com.dartwing.tel.json.Required;
import com.dartwing.tel.record.WebUrl;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * What is to happen in a call that is up, field by field as a caller writes it (contract, section 5). Each refuses what
 * it cannot mean with {@link TelException.InvalidRequest}; carriers' mappings read it as {@code .verb}.
 */
public sealed interface CallVerb extends VoiceVerb
        permits CallVerb.Answer,
                CallVerb.Reject,
                CallVerb.Hangup,
                CallVerb.Transfer,
                CallVerb.Play,
                CallVerb.Speak,
                CallVerb.SendDtmf,
                CallVerb.GatherDtmf,
                CallVerb.EnterConference,
                RecordingVerb {

    /** The yes to a call that came in. */
    @Asks(operation = "call.answer", answer = "answering", wantsTalk = false)
    record Answer(@Required String callId) implements CallVerb {}

    /** The no to a call that came in. */
    @Asks(operation = "call.reject", answer = "rejecting", wantsTalk = false)
    record Reject(@Required String callId) implements CallVerb {}

    /** The end of it; the reason is for the caller's own records. */
    @Asks(operation = "call.hangup", answer = "terminating", wantsTalk = false)
    record Hangup(@Required String callId, String reason) implements CallVerb {}

    /**
     * Somebody else in our place.
     *
     * @param destination a telephone number; in E.164 once it was checked
     */
    @Asks(operation = "call.transfer", answer = "transferring")
    record Transfer(@Required String callId, @Required String destination) implements CallVerb {}

    /**
     * A sound file, played.
     *
     * @param loop how often, 1 to 100, or {@code true} for until something else is played; once by default
     */
    @Asks(operation = "call.play", answer = "playing")
    record Play(@Required String callId, @Required String audioUrl, JsonNode loop) implements CallVerb {
        public Play {
            WebUrl.check(audioUrl, "audio_url");
            if (loop != null && !loop.isBoolean() && !loop.isNull()) {
                if (!loop.isInt()) {
                    throw new TelException.InvalidRequest("loop is true, false or how often", "loop");
                }
                Check.range(1, 100, loop.intValue(), "loop");
            }
        }
    }

    /** A text, spoken. */
    @Asks(operation = "call.speak", answer = "speaking")
    record Speak(@Required String callId, @Required String text, String voice) implements CallVerb {
        public Speak {
            spoken(text, "text");
            voiceName(voice, "voice");
        }
    }

    /** @param digits those of a telephone's keypad, {@code w} and {@code W} for pauses of half a second and of one */
    @Asks(operation = "call.dtmf", answer = "sending")
    record SendDtmf(@Required String callId, @Required String digits) implements CallVerb {
        public SendDtmf {
            if (!digits.matches("[0-9A-DwW*#]{1,64}")) {
                throw new TelException.InvalidRequest("digits may be 1 to 64 of 0-9, A-D, *, #, w and W", "digits");
            }
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
    @Asks(operation = "call.gather", answer = "gathering")
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
            WebUrl.check(promptAudioUrl, "prompt_audio_url");
        }
    }

    /**
     * A place in the caller's conference of that name, which is begun when there is none.
     *
     * @param name 1 to 100 characters
     * @param muted whether the others do not hear the call; by default they do
     */
    @Asks(operation = "conference.join", answer = "joining")
    record EnterConference(@Required String callId, @Required String name, Boolean muted) implements CallVerb {
        public EnterConference {
            Check.atMost(100, Check.notBlank(name, "name"), "name");
            muted = Boolean.TRUE.equals(muted);
        }
    }

    /** A text that a voice can speak: 1 to 3,000 characters. */
    static String spoken(String text, String field) {
        return Check.atMost(3_000, Check.notBlank(text, field), field);
    }

    /** The name of a voice, as carriers know them. */
    static String voiceName(String name, String field) {
        return Check.atMost(100, Check.notBlank(name, field), field);
    }
}
