package com.dartwing.tel.voice.script;

import com.dartwing.tel.json.Json;
import com.dartwing.tel.voice.CallVerb;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verbs, one after the other.
 *
 * @param verbs as whoever wrote them did, valid
 * @param isOwn whether the hub wrote them
 */
public record VerbScript(List<ObjectNode> verbs, boolean isOwn) implements Script {

    public VerbScript {
        verbs = List.copyOf(verbs);
    }

    /** The hub's own. */
    public static VerbScript own(ObjectNode... verbs) {
        return new VerbScript(List.of(verbs), true);
    }

    /** A verb of the hub's own, with its fields. */
    public static ObjectNode verb(String name, Map<String, ?> fields) {
        ObjectNode verb = (ObjectNode) Json.tree(fields);
        return verb.put("verb", name);
    }

    /** The end of a call. */
    public static VerbScript hangUp() {
        return own(verb("hangup", Map.of()));
    }

    @Override
    public Optional<CallVerb> verb(String call) {
        return verbs.isEmpty() ? Optional.empty() : Optional.of(ReadVerbs.verb(verbs.get(0), call));
    }

    @Override
    public VerbScript after(String digits) {
        return verbs.isEmpty() ? this : new VerbScript(verbs.subList(1, verbs.size()), isOwn);
    }

    /** The hub's own ends the call, unless it was about to; of others nothing is left: who wrote it is told. */
    @Override
    public VerbScript afterFailure() {
        boolean ending = verbs.size() == 1
                && List.of("hangup", "reject")
                        .contains(verbs.get(0).path("verb").asText());
        return isOwn && !ending ? hangUp() : new VerbScript(List.of(), isOwn);
    }

    @Override
    public String write() {
        return Json.write(Map.of("verbs", verbs, "own", isOwn));
    }
}
