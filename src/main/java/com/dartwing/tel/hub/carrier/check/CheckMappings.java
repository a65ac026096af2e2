package com.dartwing.tel.hub.carrier.check;

import com.dartwing.tel.hub.carrier.check.CarrierFolder.Use;
import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a route's mappings on what the hub would hand them and on the folder's samples, and notes what they lack. */
final class CheckMappings {

    private final CarrierFolder folder;
    private final List<Finding> findings;

    CheckMappings(CarrierFolder folder, List<Finding> findings) {
        this.folder = folder;
        this.findings = findings;
    }

    /** The route that a declared capability wants, when there is one and it may be there. */
    Optional<Use> wanted(String capability, String operation) {
        Optional<Use> use = allowed(capability, operation);
        if (use.isEmpty() && folder.can(capability)) {
            findings.add(Finding.missing(operation, "it declares " + capability + ", and no route does it"));
        }
        return use;
    }

    /** The route of an operation, when there is one and its capability is declared. */
    Optional<Use> allowed(String capability, String operation) {
        Optional<Use> use = folder.use(operation);
        if (use.isPresent() && !folder.can(capability)) {
            findings.add(Finding.wrong(operation, "there is a route, and capabilities lacks " + capability));
            return Optional.empty();
        }
        return use;
    }

    /**
     * Runs the mapping of the request.
     *
     * @param ours what the hub hands over
     * @param wanted what of it the carrier must be told, by the words for it
     * @return what is sent, when nothing of that is left out
     */
    Optional<String> request(Use use, String operation, Record ours, Map<String, String> wanted) {
        String subject = operation + " request";
        try {
            String sent = Mapping.run(use.parameters().getOrDefault("request", ""), Json.tree(ours))
                    .toString();
            List<String> lacking = wanted.entrySet().stream()
                    .filter(entry -> !sent.contains(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (lacking.isEmpty()) {
                return Optional.of(sent);
            }
            findings.add(Finding.wrong(subject, "it leaves out " + String.join(", ", lacking)));
        } catch (Mapping.Failed e) {
            findings.add(Finding.wrong(subject, e.getMessage()));
        }
        return Optional.empty();
    }

    /** Runs the mappings of the carrier's yes and of its no. */
    void answers(Use use, String operation) {
        yes(use, operation);
        mapped(use, operation, "error").ifPresent(mapped -> error(operation, mapped));
    }

    /** Runs the mapping of the carrier's yes. */
    void yes(Use use, String operation) {
        mapped(use, operation, "response").ifPresent(mapped -> response(operation, mapped));
    }

    private void response(String operation, JsonNode mapped) {
        String id = mapped.path("carrierId").asText();
        findings.add(
                id.isEmpty() || mapped.path("carrierId").isNull()
                        ? Finding.wrong(operation + " response", "it finds no carrierId in the sample")
                        : Finding.ok(operation + " response", "finds carrierId " + id));
    }

    private void error(String operation, JsonNode mapped) {
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
    }

    private Optional<JsonNode> mapped(Use use, String operation, String what) {
        String subject = operation + " " + what;
        JsonNode sample = folder.samples().path(operation).path(what);
        try {
            if (sample.isMissingNode()) {
                // At least it should be jq.
                Mapping.compile(use.parameters().getOrDefault(what, ""));
                findings.add(Finding.missing(subject, "samples.yaml has no " + operation + ": " + what));
                return Optional.empty();
            }
            return Optional.of(Mapping.run(use.parameters().getOrDefault(what, ""), sample));
        } catch (Mapping.Failed e) {
            findings.add(Finding.wrong(subject, e.getMessage()));
            return Optional.empty();
        }
    }
}
