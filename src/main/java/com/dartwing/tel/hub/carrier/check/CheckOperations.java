package com.dartwing.tel.hub.carrier.check;

import com.dartwing.tel.carrier.CallAction;
import com.dartwing.tel.carrier.CallOrder;
import com.dartwing.tel.carrier.CarrierRequest;
import com.dartwing.tel.carrier.FaxOrder;
import com.dartwing.tel.hub.carrier.check.CarrierFolder.Use;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.voice.CallVerb;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether there is a route for whatever the carrier can do, and whether its mappings do what they should. */
final class CheckOperations {

    /** What this hub asks of a carrier that declares a capability. */
    private static final Map<String, String> OF_CAPABILITY =
            new TreeMap<>(Map.of("sms", "sms.send", "mms", "mms.send"));

    /** What it asks of one that takes commands about calls. */
    private static final List<String> OF_CALL_CONTROL = List.of("call.start", "call.hangup");

    private static final String CALL = "CALL-2026-000001";

    /** What it may ask of one for a call that is up; where there is no route, callers are told so. */
    private static final Map<String, CallVerb> VERBS = new TreeMap<>(Map.of(
            "call.hangup",
            new CallVerb.Hangup(CALL, null),
            "call.record-start",
            new CallVerb.StartRecording(CALL, null, null),
            "call.record-stop",
            new CallVerb.StopRecording(CALL, null),
            "call.transfer",
            new CallVerb.Transfer(CALL, "+14155551234"),
            "call.play",
            new CallVerb.Play(CALL, "https://media.example/a.mp3", null),
            "call.speak",
            new CallVerb.Speak(CALL, "Hello there", null),
            "call.dtmf",
            new CallVerb.SendDtmf(CALL, "1w2#"),
            "call.gather",
            new CallVerb.GatherDtmf(CALL, null, 4, null, null, "Hello there", null)));

    /** What of each must be found in the request. */
    private static final Map<String, String> SAID = Map.of(
            "call.transfer",
            "14155551234",
            "call.play",
            "https://media.example/a.mp3",
            "call.speak",
            "Hello there",
            "call.dtmf",
            "1w2#",
            "call.gather",
            "Hello there");

    /** What it asks of one that sends faxes. */
    private static final List<String> OF_FAX = List.of("fax.send", "fax.cancel");

    private static final String MEDIUM = "https://media.example/a.jpg";

    private final CarrierFolder folder;
    private final List<Finding> findings = new ArrayList<>();

    private CheckOperations(CarrierFolder folder) {
        this.folder = folder;
    }

    static List<Finding> of(CarrierFolder folder) {
        CheckOperations check = new CheckOperations(folder);
        OF_CAPABILITY.forEach(check::capability);
        check.calls();
        check.faxes();
        if (folder.use("health").isEmpty()) {
            check.findings.add(Finding.missing("health", "no route by carrier-probe: a silent carrier is never asked"));
        }
        for (Use use : folder.uses()) {
            if (!folder.name().equals(use.parameters().get("carrier"))) {
                check.findings.add(Finding.wrong(
                        use.routeId(), "its parameter carrier is not the folder's name, " + folder.name()));
            }
        }
        return check.findings;
    }

    private void capability(String capability, String operation) {
        boolean declared = folder.can(capability);
        Use use = folder.use(operation).orElse(null);
        if (use == null && declared) {
            findings.add(Finding.missing(operation, "it declares " + capability + ", and no route does it"));
        } else if (use != null && !declared) {
            findings.add(Finding.wrong(operation, "there is a route, and capabilities lacks " + capability));
        } else if (use != null && use.isSmpp()) {
            findings.add(
                    folder.isSmpp()
                            ? Finding.ok(operation, "leaves over SMPP, as the section smpp says")
                            : Finding.missing(operation, "its route is one over SMPP, and carrier.yaml has no smpp"));
        } else if (use != null) {
            request(use, operation);
            response(use, operation);
            error(use, operation);
        }
    }

    private void calls() {
        boolean declared = folder.can("call-control");
        for (String operation : OF_CALL_CONTROL) {
            Use use = folder.use(operation).orElse(null);
            if (use == null && declared) {
                findings.add(Finding.missing(operation, "it declares call-control, and no route does it"));
            } else if (use != null && !declared) {
                findings.add(Finding.wrong(operation, "there is a route, and capabilities lacks call-control"));
            } else if (use != null) {
                order(use, operation);
            }
        }
        VERBS.keySet().stream()
                .filter(operation -> !OF_CALL_CONTROL.contains(operation))
                .forEach(operation -> {
                    if (!declared && folder.use(operation).isPresent()) {
                        findings.add(Finding.wrong(operation, "there is a route, and capabilities lacks call-control"));
                    } else {
                        folder.use(operation).ifPresent(use -> order(use, operation));
                    }
                });
    }

    private void faxes() {
        boolean declared = folder.can("fax");
        for (String operation : OF_FAX) {
            Use use = folder.use(operation).orElse(null);
            if (use == null && declared) {
                findings.add(Finding.missing(operation, "it declares fax, and no route does it"));
            } else if (use != null && !declared) {
                findings.add(Finding.wrong(operation, "there is a route, and capabilities lacks fax"));
            } else if (use != null && operation.equals("fax.send")) {
                fax(use, operation);
            }
        }
    }

    private void fax(Use use, String operation) {
        String subject = operation + " request";
        FaxOrder ours = new FaxOrder(
                "FAX-2026-000001-0.1",
                "FAX-2026-000001",
                "+18005559999",
                "+14155551234",
                MEDIUM,
                "fine",
                2,
                "https://hub.example/callback?attempt=FAX-2026-000001-0.1");
        try {
            String sent = Mapping.run(use.parameters().getOrDefault("request", ""), Json.tree(ours))
                    .toString();
            List<String> lacking = new ArrayList<>();
            lack(lacking, sent, "the recipient (.to)", "14155551234");
            lack(lacking, sent, "the sender (.from)", "18005559999");
            lack(lacking, sent, "the document (.documentUrl)", MEDIUM);
            findings.add(
                    lacking.isEmpty()
                            ? Finding.ok(subject, "carries sender, recipient and document")
                            : Finding.wrong(subject, "it leaves out " + String.join(", ", lacking)));
        } catch (Mapping.Failed e) {
            findings.add(Finding.wrong(subject, e.getMessage()));
        }
        response(use, operation);
        error(use, operation);
    }

    private void order(Use use, String operation) {
        String subject = operation + " request";
        boolean dials = operation.equals("call.start");
        Record ours = dials
                ? new CallOrder(
                        "CALL-2026-000001-0.1",
                        "CALL-2026-000001",
                        "+18005559999",
                        "+14155551234",
                        null,
                        60,
                        14_400,
                        false,
                        null,
                        "https://hub.example/callback?attempt=CALL-2026-000001-0.1")
                : new CallAction(
                        "carriers-id", "CALL-2026-000001-0.1", "6f1e0c3a", "+18005559999", VERBS.get(operation));
        try {
            String sent = Mapping.run(use.parameters().getOrDefault("request", ""), Json.tree(ours))
                    .toString();
            List<String> lacking = new ArrayList<>();
            if (dials) {
                lack(lacking, sent, "the callee (.to)", "14155551234");
                lack(lacking, sent, "the caller (.from)", "18005559999");
            } else if (!use.parameters().getOrDefault("tail", "").contains("carrierCallId")) {
                lack(lacking, sent, "the call (.carrierCallId)", "carriers-id");
            }
            if (SAID.containsKey(operation)) {
                lack(lacking, sent, "what is asked for (.verb)", SAID.get(operation));
            }
            findings.add(
                    lacking.isEmpty()
                            ? Finding.ok(
                                    subject,
                                    dials ? "carries caller and callee" : "names the call and what is asked for")
                            : Finding.wrong(subject, "it leaves out " + String.join(", ", lacking)));
        } catch (Mapping.Failed e) {
            findings.add(Finding.wrong(subject, e.getMessage()));
        }
        if (dials) {
            response(use, operation);
            error(use, operation);
        }
    }

    private void request(Use use, String operation) {
        String subject = operation + " request";
        boolean mms = operation.startsWith("mms");
        CarrierRequest ours = new CarrierRequest(
                "SMS-2026-000001-0.1",
                "SMS-2026-000001",
                "+18005559999",
                "+14155551234",
                "Hello there",
                mms ? List.of(MEDIUM) : List.of(),
                null,
                "GSM-7",
                1,
                1,
                "https://hub.example/callback");
        try {
            String sent = Mapping.run(use.parameters().getOrDefault("request", ""), Json.tree(ours))
                    .toString();
            List<String> lacking = new ArrayList<>();
            lack(lacking, sent, "the recipient (.to)", "14155551234");
            lack(lacking, sent, "the sender (.from)", "18005559999");
            lack(lacking, sent, "the text (.body)", "Hello there");
            if (mms) {
                lack(lacking, sent, "the media (.media)", MEDIUM);
            }
            if (!lacking.isEmpty()) {
                findings.add(Finding.wrong(subject, "it leaves out " + String.join(", ", lacking)));
            } else if (!sent.contains(ours.attempt()) && !sent.contains(ours.callback())) {
                findings.add(Finding.hint(
                        subject,
                        "neither .attempt nor .callback goes along: a receipt after a lost answer finds no message"));
            } else {
                findings.add(Finding.ok(subject, "carries sender, recipient, text and our reference"));
            }
        } catch (Mapping.Failed e) {
            findings.add(Finding.wrong(subject, e.getMessage()));
        }
    }

    private static void lack(List<String> lacking, String sent, String what, String value) {
        if (!sent.contains(value)) {
            lacking.add(what);
        }
    }

    private void response(Use use, String operation) {
        mapped(use, operation, "response").ifPresent(mapped -> {
            String id = mapped.path("carrierId").asText();
            findings.add(
                    id.isEmpty() || mapped.path("carrierId").isNull()
                            ? Finding.wrong(operation + " response", "it finds no carrierId in the sample")
                            : Finding.ok(operation + " response", "finds carrierId " + id));
        });
    }

    private void error(Use use, String operation) {
        mapped(use, operation, "error").ifPresent(mapped -> {
            String subject = operation + " error";
            JsonNode code = mapped.path("code");
            if (code.isMissingNode() || code.isNull() || code.asText().isEmpty()) {
                findings.add(Finding.wrong(subject, "it finds no code in the sample"));
                return;
            }
            JsonNode meaning = folder.declaration().path("errors").path(code.asText());
            findings.add(Finding.ok(
                    subject,
                    "finds code " + code.asText() + ", which means "
                            + (meaning.isMissingNode()
                                    ? "what its HTTP status does"
                                    : meaning.path("kind").asText())));
        });
    }

    private java.util.Optional<JsonNode> mapped(Use use, String operation, String what) {
        String subject = operation + " " + what;
        JsonNode sample = folder.samples().path(operation).path(what);
        try {
            if (sample.isMissingNode()) {
                // At least it should be jq.
                Mapping.compile(use.parameters().getOrDefault(what, ""));
                findings.add(Finding.missing(subject, "samples.yaml has no " + operation + ": " + what));
                return java.util.Optional.empty();
            }
            return java.util.Optional.of(Mapping.run(use.parameters().getOrDefault(what, ""), sample));
        } catch (Mapping.Failed e) {
            findings.add(Finding.wrong(subject, e.getMessage()));
            return java.util.Optional.empty();
        }
    }
}
