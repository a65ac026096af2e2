package com.dartwing.tel.event;

import com.dartwing.tel.json.Json;
import com.dartwing.tel.json.UtcTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One step in a record's life, as consumers hear of it (seed, sections 9.4 and Appendix B). */
public interface RecordEvent {

    /** Of the shape of {@code data}, told with each event. */
    String API_VERSION = "2026-01-01";

    /** Its type, such as {@code sms.sent}. */
    String event();

    String recordId();

    /** Its place among the record's events, from 1. */
    int sequence();

    Instant at();

    /** What is told of it. */
    Map<String, Object> data();

    /** The body that a consumer's webhook receives, and that its signature covers, byte for byte. */
    default String payload(String webhookId) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("event", event());
        payload.put("timestamp", UtcTime.write(at()));
        payload.put("webhook_id", webhookId);
        payload.put("api_version", API_VERSION);
        payload.put("sequence", sequence());
        payload.put("data", data());
        return Json.write(payload);
    }
}
