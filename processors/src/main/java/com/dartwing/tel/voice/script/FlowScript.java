package com.dartwing.tel.voice.script;

import com.dartwing.tel.json.Json;
import com.dartwing.tel.voice.CallVerb;
import java.util.Map;
import java.util.Optional;

/**
 * A caller on the way through a flow.
 *
 * @param at the step that is next
 * @param tries how often a menu was asked before
 */
public record FlowScript(Flow flow, String at, int tries) implements Script {

    /** The beginning of a flow. */
    public static FlowScript of(Flow flow) {
        return new FlowScript(flow, flow.start(), 0);
    }

    @Override
    public Optional<CallVerb> verb(String call) {
        return Optional.of(step().verb(call));
    }

    private FlowStep step() {
        return flow.steps().get(at);
    }

    @Override
    public Script after(String digits) {
        if (step() instanceof FlowStep.Menu menu && !menu.knows(digits) && tries + 1 < menu.tries()) {
            return new FlowScript(flow, at, tries + 1);
        }
        String next = step().next(digits);
        return next == null ? VerbScript.hangUp() : new FlowScript(flow, next, 0);
    }

    @Override
    public Script afterFailure() {
        return step() instanceof FlowStep.Hangup ? VerbScript.own() : VerbScript.hangUp();
    }

    @Override
    public boolean isOwn() {
        return true;
    }

    @Override
    public String write() {
        return Json.write(Map.of("flow", flow.json(), "at", at, "tries", tries));
    }
}
