package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.json.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which of a key's deliveries are meant. Whatever is null does not matter.
 *
 * @param recordId the message or batch that they tell of
 * @param from of events from here on
 * @param to of events before here
 */
record DeliveryFilter(
        String apiKey, DeliveryState state, String event, String recordId, String url, Instant from, Instant to) {

    /** @throws TelException.InvalidRequest when the state or a time is none */
    static DeliveryFilter of(
            String apiKey, String state, String event, String recordId, String url, String from, String to) {
        return new DeliveryFilter(apiKey, state(state), event, recordId, url, time(from, "from"), time(to, "to"));
    }

    private static DeliveryState state(String text) {
        return text == null
                ? null
                : Arrays.stream(DeliveryState.values())
                        .filter(state -> state.answer().equals(text))
                        .findFirst()
                        .orElseThrow(() -> new TelException.InvalidRequest(
                                "state is one of pending, sending, delivered, dead, disabled, canceled", "state"));
    }

    private static Instant time(String text, String field) {
        return text == null
                ? null
                : Times.parse(text)
                        .orElseThrow(() -> new TelException.InvalidRequest(field + " is no ISO 8601 time", field));
    }

    String condition() {
        StringBuilder condition = new StringBuilder("api_key = ?");
        condition.append(state == null ? "" : " AND state = ?");
        condition.append(event == null ? "" : " AND event = ?");
        condition.append(recordId == null ? "" : " AND record_id = ?");
        condition.append(url == null ? "" : " AND url = ?");
        condition.append(from == null ? "" : " AND created_at >= ?");
        condition.append(to == null ? "" : " AND created_at < ?");
        return condition.toString();
    }

    /** The values of the condition's question marks. */
    List<Object> values() {
        List<Object> values = new ArrayList<>(List.of(apiKey));
        for (Object value :
                new Object[] {state == null ? null : state.word(), event, recordId, url, Sql.utc(from), Sql.utc(to)}) {
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }
}
