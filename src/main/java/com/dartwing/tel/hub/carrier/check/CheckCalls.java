package com.dartwing.tel.hub.carrier.check;

import com.dartwing.tel.carrier.CallAction;
import com.dartwing.tel.carrier.CallOrder;
import com.dartwing.tel.carrier.CallQuestion;
import com.dartwing.tel.hub.carrier.check.CarrierFolder.Use;
import com.dartwing.tel.voice.CallVerb;
import com.dartwing.tel.voice.RecordingVerb;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether a carrier that takes commands about calls can dial and hang up, and what else of a call it can be told. */
final class CheckCalls {

    private static final String CAPABILITY = "call-control";
    private static final String CALL = "CALL-2026-000001";
    private static final String ATTEMPT = CALL + "-0.1";

    /** A command, and what of it the carrier must be told; nothing for those that are all in their path. */
    private record Command(CallVerb verb, String said) {}

    /** What may be asked for in a call that is up; where there is no route, callers are told so. */
    private static final Map<String, Command> COMMANDS = new TreeMap<>(Map.of(
            "call.answer",
            new Command(new CallVerb.Answer(CALL), ""),
            "call.reject",
            new Command(new CallVerb.Reject(CALL), ""),
            "call.record-start",
            new Command(RecordingVerb.StartRecording.of(CALL), ""),
            "call.record-stop",
            new Command(new RecordingVerb.StopRecording(CALL, null), ""),
            "call.transfer",
            new Command(new CallVerb.Transfer(CALL, "+14155551234"), "14155551234"),
            "call.play",
            new Command(new CallVerb.Play(CALL, "https://media.example/a.mp3", null), "https://media.example/a.mp3"),
            "call.speak",
            new Command(new CallVerb.Speak(CALL, "Hello there", null), "Hello there"),
            "call.dtmf",
            new Command(new CallVerb.SendDtmf(CALL, "1w2#"), "1w2#"),
            "call.gather",
            new Command(new CallVerb.GatherDtmf(CALL, null, 4, null, null, "Hello there", null), "Hello there")));

    private final CheckMappings mappings;
    private final List<Finding> findings;

    private CheckCalls(CheckMappings mappings, List<Finding> findings) {
        this.mappings = mappings;
        this.findings = findings;
    }

    static void of(CheckMappings mappings, List<Finding> findings) {
        CheckCalls check = new CheckCalls(mappings, findings);
        mappings.wanted(CAPABILITY, "call.start").ifPresent(check::start);
        mappings.wanted(CAPABILITY, "call.hangup")
                .ifPresent(use -> check.command(use, "call.hangup", new Command(new CallVerb.Hangup(CALL, null), "")));
        mappings.allowed(CAPABILITY, "call.status").ifPresent(check::status);
        COMMANDS.forEach((operation, command) ->
                mappings.allowed(CAPABILITY, operation).ifPresent(use -> check.command(use, operation, command)));
    }

    private void start(Use use) {
        CallOrder ours = new CallOrder(
                ATTEMPT,
                CALL,
                "+18005559999",
                "+14155551234",
                null,
                60,
                14_400,
                false,
                null,
                "https://hub.example/callback?attempt=" + ATTEMPT);
        Map<String, String> wanted =
                new TreeMap<>(Map.of("the callee (.to)", "14155551234", "the caller (.from)", "18005559999"));
        mappings.request(use, "call.start", ours, wanted)
                .ifPresent(sent -> findings.add(Finding.ok("call.start request", "carries caller and callee")));
        mappings.answers(use, "call.start");
    }

    private void status(Use use) {
        mappings.request(use, "call.status", new CallQuestion("carriers-id"), theCall(use))
                .ifPresent(sent -> findings.add(Finding.ok("call.status request", "names the call")));
        mappings.yes(use, "call.status");
    }

    /** What a request must hold of the call; nothing when that is in its path. */
    private static Map<String, String> theCall(Use use) {
        Map<String, String> wanted = new TreeMap<>();
        if (!use.parameters().getOrDefault("tail", "").contains("carrierCallId")) {
            wanted.put("the call (.carrierCallId)", "carriers-id");
        }
        return wanted;
    }

    private void command(Use use, String operation, Command command) {
        CallAction ours = new CallAction("carriers-id", ATTEMPT, "6f1e0c3a", "+18005559999", command.verb());
        Map<String, String> wanted = theCall(use);
        wanted.put("what is asked for (.verb)", command.said());
        mappings.request(use, operation, ours, wanted)
                .ifPresent(sent ->
                        findings.add(Finding.ok(operation + " request", "names the call and what is asked for")));
    }
}
