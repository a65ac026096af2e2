package com.dartwing.tel.hub.carrier.check;

import com.dartwing.tel.carrier.CarrierRequest;
import com.dartwing.tel.carrier.FaxOrder;
import com.dartwing.tel.hub.carrier.check.CarrierFolder.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether there is a route for whatever the carrier can do, and whether its mappings do what they should. */
final class CheckOperations {

    private static final String MEDIUM = "https://media.example/a.jpg";

    private final CarrierFolder folder;
    private final List<Finding> findings = new ArrayList<>();
    private final CheckMappings mappings;

    private CheckOperations(CarrierFolder folder) {
        this.folder = folder;
        this.mappings = new CheckMappings(folder, findings);
    }

    static List<Finding> of(CarrierFolder folder) {
        CheckOperations check = new CheckOperations(folder);
        check.mappings.wanted("mms", "mms.send").ifPresent(use -> check.message(use, "mms.send"));
        check.mappings.wanted("sms", "sms.send").ifPresent(use -> check.message(use, "sms.send"));
        CheckCalls.of(check.mappings, check.findings);
        CheckConferences.of(check.mappings, check.findings);
        check.mappings.wanted("fax", "fax.send").ifPresent(check::fax);
        // Where there is none, callers are told that their fax cannot be stopped.
        check.mappings.allowed("fax", "fax.cancel");
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

    private void message(Use use, String operation) {
        if (use.isSmpp()) {
            findings.add(
                    folder.isSmpp()
                            ? Finding.ok(operation, "leaves over SMPP, as the section smpp says")
                            : Finding.missing(operation, "its route is one over SMPP, and carrier.yaml has no smpp"));
            return;
        }
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
        Map<String, String> wanted = parties();
        wanted.put("the text (.body)", "Hello there");
        if (mms) {
            wanted.put("the media (.media)", MEDIUM);
        }
        String subject = operation + " request";
        mappings.request(use, operation, ours, wanted)
                .ifPresent(
                        sent -> findings.add(
                                sent.contains(ours.attempt()) || sent.contains(ours.callback())
                                        ? Finding.ok(subject, "carries sender, recipient, text and our reference")
                                        : Finding.hint(
                                                subject,
                                                "neither .attempt nor .callback goes along: a receipt after a lost answer finds no message")));
        mappings.answers(use, operation);
    }

    private void fax(Use use) {
        FaxOrder ours = new FaxOrder(
                "FAX-2026-000001-0.1",
                "FAX-2026-000001",
                "+18005559999",
                "+14155551234",
                MEDIUM,
                "fine",
                2,
                "https://hub.example/callback?attempt=FAX-2026-000001-0.1");
        Map<String, String> wanted = parties();
        wanted.put("the document (.documentUrl)", MEDIUM);
        mappings.request(use, "fax.send", ours, wanted)
                .ifPresent(
                        sent -> findings.add(Finding.ok("fax.send request", "carries sender, recipient and document")));
        mappings.answers(use, "fax.send");
    }

    private static Map<String, String> parties() {
        return new TreeMap<>(Map.of("the recipient (.to)", "14155551234", "the sender (.from)", "18005559999"));
    }
}
