package com.dartwing.tel.hub.carrier.check;

import com.dartwing.tel.hub.carrier.check.CarrierFolder.Use;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.webhook.Ed25519;
import com.dartwing.tel.webhook.Verdict;
import com.dartwing.tel.webhook.WebhookAuth;
import com.dartwing.tel.webhook.WebhookAuths;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether a carrier's calls are told from forged ones, and understood. */
final class CheckWebhook {

    private static final String PATH = "/api/tel/webhook";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    /** A fax that came in, which not every carrier of faxes brings. */
    private static final String FAX = "fax-received";

    private static final Map<String, List<String>> NEEDED = Map.of(
            "receipt",
            List.of("status"),
            "message",
            List.of("carrierId", "from", "to", "body"),
            FAX,
            List.of("carrierId", "from", "to", "url"));

    private final CarrierFolder folder;
    private final List<Finding> findings = new ArrayList<>();

    private CheckWebhook(CarrierFolder folder) {
        this.folder = folder;
    }

    static List<Finding> of(CarrierFolder folder) {
        CheckWebhook check = new CheckWebhook(folder);
        Use use = folder.use("events").orElse(null);
        if (use == null && folder.isSmpp()) {
            check.findings.add(Finding.ok("events", "receipts and messages come over its binds"));
            return check.findings;
        }
        check.verification();
        if (use == null) {
            check.findings.add(Finding.missing("events", "no route by carrier-webhook takes its receipts"));
        } else {
            check.events(use, "receipt");
            check.events(use, "message");
            if (folder.samples().has(FAX)) {
                check.events(use, FAX);
            }
        }
        return check.findings;
    }

    private void verification() {
        if (folder.declaration().path("webhook").isEmpty()) {
            findings.add(Finding.missing("webhook", "nothing says how its calls are verified: all are refused"));
            return;
        }
        Map<String, Object> webhook =
                new ObjectMapper().convertValue(folder.declaration().path("webhook"), new TypeReference<>() {});
        WebhookAuths.sections(webhook)
                .forEach((kind, spec) -> verification(kind.isEmpty() ? "webhook" : "webhook " + kind, spec));
    }

    private void verification(String subject, Map<String, Object> spec) {
        try {
            Ed25519.Pair pair = Ed25519.generate();
            byte[] body = "{\"sample\":true}".getBytes(StandardCharsets.UTF_8);
            WebhookAuth auth = WebhookAuths.from(
                    spec, name -> name.equals(spec.get("public-key")) ? pair.publicKey() : value(name));
            Map<String, String> signed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            signed.putAll(signer(spec, pair).sign(PATH, body, NOW));
            signed.put(WebhookAuth.PATH, PATH);
            signed.put("Content-Type", "application/json");
            boolean takesOwn = auth.verify(signed::get, body, NOW) instanceof Verdict.Accepted;
            boolean takesAny = auth.verify(name -> null, body, NOW) instanceof Verdict.Accepted;
            findings.add(
                    takesOwn && !takesAny
                            ? Finding.ok(subject, "takes a call signed by " + spec.get("scheme") + ", and no other")
                            : Finding.wrong(subject, "it does not tell signed calls from others"));
        } catch (IllegalArgumentException e) {
            findings.add(Finding.wrong(subject, e.getMessage()));
        }
    }

    private static com.dartwing.tel.webhook.WebhookSigner signer(Map<String, Object> spec, Ed25519.Pair pair) {
        Map<String, Object> signing = new HashMap<>(spec);
        if (signing.remove("public-key") != null) {
            signing.put("private-key", "private-key");
        }
        return WebhookAuths.signer(signing, name -> name.equals("private-key") ? pair.seed() : value(name));
    }

    /** A secret of any scheme: some want Base64. */
    private static String value(String name) {
        return Base64.getUrlEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Runs the mapping on the samples of a type: {@code receipt}, and {@code receipt-…} where it calls in many forms. */
    private void events(Use use, String type) {
        String jq = use.parameters().getOrDefault("events", "");
        List<String> samples = new ArrayList<>();
        folder.samples().fieldNames().forEachRemaining(name -> {
            if (name.equals(type) || name.startsWith(type + "-")) {
                samples.add(name);
            }
        });
        try {
            Mapping.compile(jq);
            if (samples.isEmpty()) {
                findings.add(Finding.missing("events " + type, "samples.yaml has no " + type));
            }
            for (String name : samples) {
                events("events " + name, type, Mapping.run(jq, folder.samples().path(name)));
            }
        } catch (Mapping.Failed e) {
            findings.add(Finding.wrong("events " + type, e.getMessage()));
        }
    }

    private void events(String subject, String type, JsonNode events) {
        if (!events.isArray() || events.isEmpty()) {
            findings.add(Finding.wrong(subject, "it makes no event of the sample"));
            return;
        }
        events.forEach(event -> event(subject, type, event));
    }

    private void event(String subject, String type, JsonNode event) {
        List<String> lacking = new ArrayList<>();
        for (String field : NEEDED.get(type)) {
            if (blank(event, field)) {
                lacking.add(field);
            }
        }
        if (type.equals("receipt") && blank(event, "carrierId") && blank(event, "attempt")) {
            lacking.add("carrierId or attempt");
        }
        String word = event.path("status").asText();
        if (!type.equals(event.path("type").asText())) {
            findings.add(Finding.wrong(subject, "it makes " + Json.write(event.path("type")) + " of the sample"));
        } else if (!lacking.isEmpty()) {
            findings.add(Finding.wrong(subject, "it finds no " + String.join(", no ", lacking)));
        } else if (type.equals("receipt")
                && !folder.declaration().path("statuses").has(word)) {
            findings.add(Finding.wrong(subject, "statuses lacks " + word + ", the sample's"));
        } else {
            findings.add(Finding.ok(subject, "understood"));
        }
    }

    private static boolean blank(JsonNode event, String field) {
        return event.path(field).isMissingNode()
                || event.path(field).isNull()
                || event.path(field).asText().isEmpty();
    }
}
