package com.dartwing.tel.hub.carrier.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** A jq mapping, run as the routes run it. */
final class Mapping {

    private static final Scope BUILT_IN = Scope.newEmptyScope();

    static {
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, BUILT_IN);
    }

    private Mapping() {}

    /** It does not compile, or not run on this input. */
    static final class Failed extends Exception {
        Failed(String message) {
            super(message);
        }
    }

    /** The mapping as a program. */
    static JsonQuery compile(String jq) throws Failed {
        try {
            // Settings in braces stand for words that are put in before the mapping runs.
            return JsonQuery.compile(jq.replaceAll("\\{\\{[a-z0-9.-]+}}", "setting"), Versions.JQ_1_6);
        } catch (JsonQueryException e) {
            throw new Failed(
                    "it is no jq: " + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    /** What the mapping makes of an input: its first result, as the routes take it. */
    static JsonNode run(String jq, JsonNode input) throws Failed {
        List<JsonNode> results = new ArrayList<>();
        JsonQuery query = compile(jq);
        try {
            query.apply(Scope.newChildScope(BUILT_IN), input, results::add);
        } catch (JsonQueryException e) {
            throw new Failed(e.getMessage().lines().findFirst().orElse("it fails"));
        }
        if (results.isEmpty()) {
            throw new Failed("it gives nothing");
        }
        return results.get(0);
    }
}
