package com.dartwing.tel.hub.carrier.check;

import com.dartwing.tel.carrier.ConferenceAction;
import com.dartwing.tel.hub.carrier.check.CarrierFolder.Use;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether a carrier that holds conferences can be told to begin one, to end it, and who is in it. */
final class CheckConferences {

    private static final String CAPABILITY = "conference";
    private static final String CALL = "carriers-call";
    private static final String CONFERENCE = "carriers-conference";
    private static final String OURS = "CONF-2026-000001";

    private final CheckMappings mappings;
    private final List<Finding> findings;

    private CheckConferences(CheckMappings mappings, List<Finding> findings) {
        this.mappings = mappings;
        this.findings = findings;
    }

    static void of(CheckMappings mappings, List<Finding> findings) {
        CheckConferences check = new CheckConferences(mappings, findings);
        mappings.wanted(CAPABILITY, "conference.create").ifPresent(use -> {
            check.request(use, "conference.create", theCall(use));
            // One that is begun by whoever enters has no answer of its own.
            if (use.parameters().containsKey("response")) {
                mappings.answers(use, "conference.create");
            }
        });
        for (String verb : List.of("join", "mute", "unmute")) {
            String operation = "conference." + verb;
            mappings.wanted(CAPABILITY, operation).ifPresent(use -> {
                Map<String, String> wanted = theConference(use);
                wanted.putAll(theCall(use));
                check.request(use, operation, wanted);
            });
        }
        // A call is in one at most.
        mappings.wanted(CAPABILITY, "conference.leave")
                .ifPresent(use -> check.request(use, "conference.leave", theCall(use)));
        mappings.wanted(CAPABILITY, "conference.end")
                .ifPresent(use -> check.request(use, "conference.end", theConference(use)));
        // Where there is none, callers are told that theirs cannot be recorded.
        mappings.allowed(CAPABILITY, "conference.record-start")
                .ifPresent(use -> check.request(use, "conference.record-start", theConference(use)));
    }

    /** What a request must hold of the call; nothing when that is in its path. */
    private static Map<String, String> theCall(Use use) {
        return tail(use).contains(".carrierCallId") ? Map.of() : Map.of("the call (.carrierCallId)", CALL);
    }

    /** The same of the conference, which goes by the carrier's id, or by ours where that is its name. */
    private static Map<String, String> theConference(Use use) {
        Map<String, String> wanted = new TreeMap<>();
        if (!tail(use).contains(".carrierConferenceId")) {
            boolean byTheirs = use.parameters().getOrDefault("request", "").contains(".carrierConferenceId");
            wanted.put("the conference (.carrierConferenceId, or .conference)", byTheirs ? CONFERENCE : OURS);
        }
        return wanted;
    }

    private static String tail(Use use) {
        return use.parameters().getOrDefault("tail", "");
    }

    private void request(Use use, String operation, Map<String, String> wanted) {
        ConferenceAction ours =
                new ConferenceAction(OURS, CONFERENCE, CALL, "CALL-2026-000001-0.1", "6f1e0c3a", 250, false);
        mappings.request(use, operation, ours, wanted)
                .ifPresent(sent -> findings.add(Finding.ok(operation + " request", "says what it is about")));
    }
}
