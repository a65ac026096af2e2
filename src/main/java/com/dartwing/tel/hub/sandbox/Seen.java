package com.dartwing.tel.hub.sandbox;

import com.dartwing.tel.hub.rest.ApiEdge;
import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** What each simulator saw. */
@Component("seen")
public class Seen {

    private static final int AT_MOST = 200_000;

    private final ApiEdge api;
    private final Map<String, ConcurrentLinkedDeque<JsonNode>> all = new ConcurrentHashMap<>();

    public Seen(ApiEdge api) {
        this.api = api;
    }

    /** Remembers what came, newest first. Who is to hang up is reminded of what was asked in that call, as {@code asked}. */
    public void note(
            @ExchangeProperty("carrier") String name,
            @ExchangeProperty("call") JsonNode call,
            @Body JsonNode normalised) {
        ObjectNode entry = normalised.deepCopy();
        entry.set("id", call.get("id"));
        entry.set("received_at", call.get("at"));
        entry.set("taken", call.get("taken"));
        entry.set("request", call.get("request"));
        ConcurrentLinkedDeque<JsonNode> calls = all.computeIfAbsent(name, carrier -> new ConcurrentLinkedDeque<>());
        if (entry.has("hangup")) {
            ((ObjectNode) call).set("asked", asked(calls, entry.get("hangup")));
        }
        calls.addFirst(entry);
        if (calls.size() > AT_MOST) {
            calls.pollLast();
        }
    }

    private static JsonNode asked(Collection<JsonNode> calls, JsonNode id) {
        return Json.tree(calls.stream()
                .filter(seen ->
                        id.equals(seen.get("call")) && seen.path("taken").asBoolean())
                .toList());
    }

    /** Answers {@code GET _seen}. */
    public void show(Exchange exchange, @ExchangeProperty("carrier") String name) {
        String limit = api.parameter(exchange, "limit");
        int most = limit == null ? AT_MOST : Integer.parseInt(limit);
        List<JsonNode> newest = new ArrayList<>();
        Iterator<JsonNode> calls =
                all.getOrDefault(name, new ConcurrentLinkedDeque<>()).iterator();
        while (calls.hasNext() && newest.size() < most) {
            newest.add(calls.next());
        }
        api.write(exchange, 200, newest);
    }
}
