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

    private final CheckMappings mappings;
    private final List<Finding> findings;

    private CheckConferences(CheckMappings mappings, List<Finding> findings) {
        this.mappings = mappings;
        this.findings = findings;
    }

    static void of(CheckMappings mappings, List<Finding> findings) {
        CheckConferences check = new CheckConferences(mappings, findings);
        mappings.wanted(CAPABILITY, "conference.create").ifPresent(use -> {
            check.request(use, "conference.create", Map.of("the call (.carrierCallId)", CALL));
            mappings.answers(use, "conference.create");
        });
        for (String verb : List.of("join", "leave", "mute", "unmute")) {
            String operation = "conference." + verb;
            mappings.wanted(CAPABILITY, operation)
                    .ifPresent(use ->
                            check.request(use, operation, named(use, Map.of("the call (.carrierCallId)", CALL))));
        }
        mappings.wanted(CAPABILITY, "conference.end")
                .ifPresent(use -> check.request(use, "conference.end", named(use, Map.of())));
        // Where there is none, callers are told that theirs cannot be recorded.
        mappings.allowed(CAPABILITY, "conference.record-start")
                .ifPresent(use -> check.request(use, "conference.record-start", named(use, Map.of())));
    }

    private static Map<String, String> named(Use use, Map<String, String> wanted) {
        Map<String, String> all = new TreeMap<>(wanted);
        if (!use.parameters().getOrDefault("tail", "").contains("carrierConferenceId")) {
            all.put("the conference (.carrierConferenceId)", CONFERENCE);
        }
        return all;
    }

    private void request(Use use, String operation, Map<String, String> wanted) {
        ConferenceAction ours = new ConferenceAction(
                "CONF-2026-000001", CONFERENCE, CALL, "CALL-2026-000001-0.1", "6f1e0c3a", 250, false);
        mappings.request(use, operation, ours, wanted)
                .ifPresent(sent -> findings.add(Finding.ok(operation + " request", "says what it is about")));
    }
}
