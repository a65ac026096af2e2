package com.dartwing.tel.voice.script;

import com.dartwing.tel.json.Json;
import com.dartwing.tel.voice.CallVerb;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What is left to be done in a call. A script is a value: each step makes another one of it. */
public sealed interface Script permits VerbScript, FlowScript {

    /**
     * What is to be done now; nothing when nothing is left.
     *
     * @param call our id of the call
     */
    Optional<CallVerb> verb(String call);

    /**
     * The script after what was to be done is done.
     *
     * @param digits what was pressed, none or empty when nothing was
     */
    Script after(String digits);

    /** The script after what was to be done could not be done. */
    Script afterFailure();

    /** Whether the hub made it, and nobody listens who could say what is to be done in its place. */
    boolean isOwn();

    /** As {@link #read} understands it. */
    String write();

    /** @throws IllegalArgumentException when no script was written so */
    static Script read(String text) {
        JsonNode json = Json.read(text);
        if (json.has("verbs")) {
            return new VerbScript(
                    ReadVerbs.list(json.path("verbs")), json.path("own").asBoolean());
        }
        return new FlowScript(
                Flow.read((ObjectNode) json.path("flow")),
                json.path("at").asText(),
                json.path("tries").asInt());
    }
}
