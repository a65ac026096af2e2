package com.dartwing.tel.webhook;

import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The body of a delivery: the event's payload, or, when that is too large for a consumer, what leads to the rest. */
public final class EventBody {

    /** Under 20 kB, the frame included. */
    public static final int LARGEST = 20_000;

    /** What is kept of {@code data}: who it is about and how it stands, no content. */
    private static final List<String> KEPT = List.of("status", "error_code");

    private EventBody() {}

    /**
     * The bytes to sign and to post.
     *
     * @param payload the event as it was written
     * @param url where the owner of the record reads the rest, with its key
     */
    public static byte[] of(String payload, String url) {
        byte[] whole = payload.getBytes(StandardCharsets.UTF_8);
        if (whole.length < LARGEST) {
            return whole;
        }
        ObjectNode event = (ObjectNode) Json.read(payload);
        JsonNode data = event.path("data");
        ObjectNode few = event.objectNode();
        data.properties().forEach(field -> {
            if (field.getKey().endsWith("_id") || KEPT.contains(field.getKey())) {
                few.set(field.getKey(), field.getValue());
            }
        });
        few.put("truncated", true);
        few.put("url", url);
        event.set("data", few);
        return Json.write(event).getBytes(StandardCharsets.UTF_8);
    }
}
