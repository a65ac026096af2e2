package com.dartwing.tel.carrier;

import com.dartwing.tel.voice.CallEnd;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * How calls go through a carrier.
 *
 * @param incrementSeconds what it counts in; each begun one counts whole; 1 to 60
 * @param causes its words for why a call ended, with ours; any other word means that the call failed
 * @param recordingHosts where its recordings lie, beside its own base URLs, each with all below it
 * @param conferences how it holds them
 */
public record VoiceSpec(
        @JsonProperty("increment-seconds") Integer incrementSeconds,
        Map<String, CallEnd> causes,
        @JsonProperty("recording-hosts") List<String> recordingHosts,
        ConferenceSpec conferences) {

    /** Of a carrier that says nothing about it. */
    public static final VoiceSpec DEFAULT = new VoiceSpec(null, null, null, null);

    private static final int MINUTE = 60;

    public VoiceSpec {
        incrementSeconds = incrementSeconds == null ? MINUTE : incrementSeconds;
        recordingHosts = recordingHosts == null ? List.of() : List.copyOf(recordingHosts);
        causes = causes == null ? Map.of() : Map.copyOf(causes);
        conferences = conferences == null ? ConferenceSpec.DEFAULT : conferences;
    }

    public CallEnd end(String cause) {
        return cause == null ? CallEnd.FAILED : causes.getOrDefault(cause, CallEnd.FAILED);
    }
}
