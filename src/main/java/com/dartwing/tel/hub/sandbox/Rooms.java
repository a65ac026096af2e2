package com.dartwing.tel.hub.sandbox;

import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Who is in which conference of a simulated carrier that begins one with whoever enters first. */
@Component("rooms")
public class Rooms {

    /** @param url where whoever came first wants to hear of it */
    private record Room(String name, String url, Set<String> people) {}

    private final Map<String, Room> open = new HashMap<>();

    /**
     * Moves a call: out of the conference that it was in, for it is told something else, and into the one that it is told to
     * enter. Adds {@code left: {name, url, isLast}} and {@code entered: {name, url, isFirst}}.
     *
     * @param told by whom, as {@code who}, and perhaps {@code enters: {name, url}}; or {@code ends}, the name of a conference,
     *     whose {@code people} are added
     */
    public synchronized JsonNode move(@ExchangeProperty("carrier") String carrier, @Body ObjectNode told) {
        if (told.path("ends").isTextual()) {
            return told.set(
                    "people", Json.tree(people(carrier, told.path("ends").asText())));
        }
        String who = carrier + " " + told.path("who").asText();
        open.values().stream()
                .filter(room -> room.people().remove(who))
                .findFirst()
                .ifPresent(room -> {
                    boolean last = room.people().isEmpty();
                    open.values().removeIf(one -> one == room && last);
                    told.set("left", Json.tree(Map.of("name", room.name(), "url", room.url(), "isLast", last)));
                });
        JsonNode enters = told.path("enters");
        if (enters.isObject()) {
            String name = enters.path("name").asText();
            Room room = open.computeIfAbsent(
                    carrier + " " + name,
                    key -> new Room(name, enters.path("url").asText(), new HashSet<>()));
            boolean first = room.people().isEmpty();
            room.people().add(who);
            told.set("entered", Json.tree(Map.of("name", name, "url", room.url(), "isFirst", first)));
        }
        return told;
    }

    private List<String> people(String carrier, String name) {
        Room room = open.get(carrier + " " + name);
        return room == null
                ? List.of()
                : room.people().stream()
                        .map(one -> one.substring(carrier.length() + 1))
                        .toList();
    }
}
