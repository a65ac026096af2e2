package com.dartwing.tel.voice.script;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.error.TelException.InvalidRequest;
import com.dartwing.tel.json.StrictJson;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a caller is led through: steps by their names, and where it begins.
 *
 * @param json as its author wrote it
 */
public record Flow(String start, Map<String, FlowStep> steps, ObjectNode json) {

    private static final int LARGEST = 32_768;
    private static final int MOST = 200;
    private static final String NAME = "[A-Za-z0-9_-]{1,40}";
    private static final StrictJson JSON = new StrictJson(LARGEST);

    private static final Map<String, Class<? extends FlowStep>> KINDS = new TreeMap<>(Map.of(
            "menu", FlowStep.Menu.class,
            "gather", FlowStep.Gather.class,
            "play", FlowStep.Play.class,
            "speak", FlowStep.Speak.class,
            "forward", FlowStep.Forward.class,
            "hangup", FlowStep.Hangup.class));

    /**
     * A flow that {@link CheckFlow} has nothing against.
     *
     * @throws InvalidRequest what is wrong with it, for whoever wrote it
     */
    public static Flow valid(ObjectNode json) {
        if (json.toString().length() > LARGEST) {
            throw new InvalidRequest("A flow may have at most 32 KiB", "flow");
        }
        Flow flow = read(json);
        CheckFlow.check(flow);
        return flow;
    }

    /** @throws InvalidRequest when it is not even made of steps */
    static Flow read(ObjectNode json) {
        if (!json.path("start").isTextual() || !(json.path("steps") instanceof ObjectNode steps)) {
            throw new InvalidRequest("A flow has start, the name of its first step, and steps", "flow");
        }
        for (Map.Entry<String, ?> field : json.properties()) {
            if (!field.getKey().equals("start") && !field.getKey().equals("steps")) {
                throw new InvalidRequest("A flow has start and steps, and nothing else", "flow");
            }
        }
        if (steps.size() > MOST) {
            throw new InvalidRequest("A flow may have at most " + MOST + " steps", "flow");
        }
        Map<String, FlowStep> read = new LinkedHashMap<>();
        steps.properties().forEach(entry -> {
            String name = entry.getKey();
            if (!name.matches(NAME)) {
                throw new InvalidRequest("The name of a step has 1 to 40 letters, digits, _ and -", "flow");
            }
            try {
                read.put(name, step(entry.getValue() instanceof ObjectNode step ? step : null));
            } catch (TelException e) {
                throw new InvalidRequest("Step \"" + name + "\": " + e.getMessage(), "flow");
            }
        });
        return new Flow(json.path("start").asText(), read, json);
    }

    private static FlowStep step(ObjectNode json) {
        String kind = json == null ? "" : json.path("do").asText();
        Class<? extends FlowStep> type = KINDS.get(kind);
        if (type == null) {
            throw new InvalidRequest(
                    (kind.isEmpty() ? "it does not say what to do" : "nobody knows how to \"" + cut(kind) + "\"")
                            + "; do is one of " + String.join(", ", KINDS.keySet()),
                    "do");
        }
        ObjectNode fields = json.deepCopy();
        fields.remove("do");
        FlowStep step = JSON.bind(fields, type);
        // What it would ask of a carrier is refused where it is written, not where somebody calls.
        step.verb("CALL-0000-000000");
        return step;
    }

    private static String cut(String text) {
        return text.length() > 40 ? text.substring(0, 40) : text;
    }
}
