package com.dartwing.tel.hub.voice.script;

import com.dartwing.tel.voice.Awaited;
import com.dartwing.tel.voice.CallVerb;
import com.dartwing.tel.voice.RecordingVerb;
import java.time.Duration;

/** What a carrier tells when it has done what it was asked to, and how long that is waited for: it may never tell. */
final class Patience {

    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final Duration TEXT = Duration.ofMinutes(10);
    private static final Duration KEYS = Duration.ofMinutes(15);
    private static final Duration LATER = Duration.ofMinutes(2);
    /** Longer than any call. */
    private static final Duration TALK = Duration.ofHours(5);

    private Patience() {}

    /** Nothing when nothing can follow. */
    static Awaited waitsFor(CallVerb verb) {
        if (verb instanceof CallVerb.Answer) {
            return Awaited.ANSWERED;
        }
        if (verb instanceof CallVerb.Play) {
            return Awaited.PLAYED;
        }
        if (verb instanceof CallVerb.Speak) {
            return Awaited.SPOKEN;
        }
        if (verb instanceof CallVerb.GatherDtmf) {
            return Awaited.GATHERED;
        }
        if (verb instanceof RecordingVerb.RecordMessage) {
            return Awaited.RECORDED;
        }
        if (verb instanceof CallVerb.EnterConference) {
            return Awaited.PARTED;
        }
        return verb instanceof CallVerb.Transfer ? Awaited.LEFT : null;
    }

    static Duration with(CallVerb verb) {
        if (verb instanceof RecordingVerb.RecordMessage message) {
            return Duration.ofSeconds(message.maxSeconds()).plus(LATER);
        }
        return switch (waitsFor(verb)) {
            case ANSWERED -> ANSWER;
            case SPOKEN -> TEXT;
            case GATHERED -> KEYS;
            default -> TALK;
        };
    }
}
