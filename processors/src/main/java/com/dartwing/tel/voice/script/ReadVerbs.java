package com.dartwing.tel.voice.script;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.error.TelException.InvalidRequest;
import com.dartwing.tel.json.StrictJson;
import com.dartwing.tel.voice.CallVerb;
import com.dartwing.tel.voice.RecordingVerb;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads what a consumer answers to an event of a call: {@code {"verbs": [{"verb": "speak", "text": "…"}]}}. */
public final class ReadVerbs {

    /** The longest answer that is read, in bytes. */
    public static final int LARGEST = 16_383;

    private static final int MOST = 50;
    private static final String NOBODYS = "CALL-0000-000000";

    private static final Pattern MEANT = Pattern.compile("\"verbs\"\\s*:");

    private static final StrictJson JSON = new StrictJson(LARGEST);

    private static final Map<String, Class<? extends CallVerb>> VERBS = new TreeMap<>(Map.of(
            "play", CallVerb.Play.class,
            "speak", CallVerb.Speak.class,
            "gather", CallVerb.GatherDtmf.class,
            "record", RecordingVerb.RecordMessage.class,
            "transfer", CallVerb.Transfer.class,
            "conference", CallVerb.EnterConference.class,
            "hangup", CallVerb.Hangup.class));

    /** The hub's own word for a call that it does not take. */
    private static final String REJECT = "reject";

    private ReadVerbs() {}

    /**
     * The script that an answer is.
     *
     * @param answer JSON, or anything else
     * @return nothing when the answer says nothing about verbs
     * @throws InvalidRequest which of them is wrong, and why
     */
    public static Optional<VerbScript> of(byte[] answer) {
        if (answer.length > LARGEST) {
            return nothing(answer, "An answer with verbs may have less than 16 KiB");
        }
        ObjectNode json;
        try {
            json = JSON.readTree(answer);
        } catch (TelException e) {
            return nothing(answer, "The answer with verbs cannot be read: " + e.getMessage());
        }
        if (!json.has("verbs")) {
            return Optional.empty();
        }
        List<ObjectNode> verbs = list(json.path("verbs"));
        for (int i = 0; i < verbs.size(); i++) {
            String place = "verbs[" + i + "]";
            if (REJECT.equals(verbs.get(i).path("verb").asText())) {
                throw unknown(place);
            }
            try {
                verb(verbs.get(i), NOBODYS);
            } catch (TelException e) {
                throw new InvalidRequest(
                        place + ": " + e.getMessage(), e.field() == null ? place : place + "." + e.field());
            }
            if (i < verbs.size() - 1
                    && "hangup".equals(verbs.get(i).path("verb").asText())) {
                throw new InvalidRequest(place + ": nothing can follow hangup", place);
            }
        }
        return Optional.of(new VerbScript(verbs, false));
    }

    /** Most answers say nothing of verbs, and need not be JSON; one that does, and cannot be read, is somebody's mistake. */
    private static Optional<VerbScript> nothing(byte[] answer, String why) {
        if (MEANT.matcher(new String(answer, StandardCharsets.UTF_8)).find()) {
            throw new InvalidRequest(why, "verbs");
        }
        return Optional.empty();
    }

    /** The verbs of a list, not looked into. */
    static List<ObjectNode> list(JsonNode verbs) {
        if (!verbs.isArray() || verbs.size() > MOST) {
            throw new InvalidRequest("verbs is a list of at most " + MOST, "verbs");
        }
        List<ObjectNode> list = new ArrayList<>();
        for (int i = 0; i < verbs.size(); i++) {
            if (!(verbs.get(i) instanceof ObjectNode verb)) {
                throw new InvalidRequest("verbs[" + i + "] is no object", "verbs[" + i + "]");
            }
            list.add(verb);
        }
        return list;
    }

    /** A verb for a call. */
    static CallVerb verb(ObjectNode given, String call) {
        String name = given.path("verb").asText();
        if (REJECT.equals(name)) {
            return new CallVerb.Reject(call);
        }
        Class<? extends CallVerb> type = VERBS.get(name);
        if (type == null) {
            throw unknown("verb");
        }
        if (given.has("call_id")) {
            throw new InvalidRequest("call_id is that of the event, and not given", "call_id");
        }
        ObjectNode fields = given.deepCopy();
        fields.remove("verb");
        fields.put("call_id", call);
        return JSON.bind(fields, type);
    }

    private static InvalidRequest unknown(String field) {
        return new InvalidRequest("verb is one of " + String.join(", ", VERBS.keySet()), field);
    }
}
