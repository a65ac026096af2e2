package com.dartwing.tel.hub.realtime;

import com.dartwing.tel.access.AdmitCaller;
import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.access.KeyDoor;
import com.fasterxml.jackson.databind.JsonNode;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Lets a client listen to a record of its own; another's is as one that does not exist. */
@Component
class Subscribe {

    private static final int LONGEST_NAME = 64;

    private final Listeners listeners;
    private final KeyDoor door;
    private final JdbcTemplate jdbc;
    private final Interest interest;

    Subscribe(Listeners listeners, Interest interest, KeyDoor door, JdbcTemplate jdbc) {
        this.listeners = listeners;
        this.interest = interest;
        this.door = door;
        this.jdbc = jdbc;
    }

    /**
     * @param asked {@code {doctype, document}}
     * @throws TelException.NotFound when the client's key has no such record
     * @throws TelException.Unavailable when events do not come in now
     */
    void subscribe(Listener listener, JsonNode asked) {
        RecordKind kind = RecordKind.of(text(asked, "doctype"));
        String document = text(asked, "document");
        ApiKey key = door.current(listener.session())
                .orElseThrow(() -> new TelException.InvalidApiKey("Invalid or inactive API key"));
        AdmitCaller.require(key, kind.permission());
        boolean owned = !jdbc.queryForList(
                        "SELECT 1 FROM " + kind.table() + " WHERE name = ? AND api_key = ?", document, key.name())
                .isEmpty();
        if (!owned) {
            throw new TelException.NotFound("There is no such document");
        }
        listeners.subscribe(listener, document);
        try {
            interest.raise();
        } catch (TelException e) {
            listeners.unsubscribe(listener, document);
            throw e;
        }
    }

    /** Not to listen is always allowed. */
    void unsubscribe(Listener listener, JsonNode asked) {
        RecordKind.of(text(asked, "doctype"));
        listeners.unsubscribe(listener, text(asked, "document"));
    }

    private static String text(JsonNode asked, String field) {
        JsonNode value = asked == null ? null : asked.get(field);
        if (value == null || !value.isTextual() || value.textValue().isBlank()) {
            throw new TelException.InvalidRequest(field + " is required", field);
        }
        if (value.textValue().length() > LONGEST_NAME) {
            throw new TelException.InvalidRequest(field + " is too long", field);
        }
        return value.textValue();
    }
}
