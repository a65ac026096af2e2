package com.dartwing.tel.hub.realtime;

import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.Transport;
import com.dartwing.tel.event.TelEvent;
import com.dartwing.tel.hub.access.KeyDoor;
import com.fasterxml.jackson.databind.util.RawValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * Tells events to the clients that listen to their records. What a client has missed it is not told again: it asks for
 * the record's state when it comes back.
 */
@Component("realtimeEvents")
public class RealtimeEvents {

    private static final String EVENT = "tel_event";

    private final Listeners listeners;
    private final RealtimeProperties limits;
    private final KeyDoor door;
    private final Counter sent;
    private final Counter slow;

    public RealtimeEvents(Listeners listeners, RealtimeProperties limits, KeyDoor door, MeterRegistry registry) {
        this.listeners = listeners;
        this.limits = limits;
        this.door = door;
        this.sent = registry.counter("tel.realtime.events", "status", "sent");
        this.slow = registry.counter("tel.realtime.events", "status", "slow");
        registry.gauge("tel.realtime.connections", listeners, all -> all.all().size());
    }

    /** Sends an event to whoever listens to its record with the key that owns it. It waits for nobody. */
    public void tell(TelEvent event) {
        for (Listener listener : listeners.of(event.recordId())) {
            if (!listener.session().key().equals(event.apiKey())) {
                continue;
            }
            if (isSlow(listener.socket())) {
                slow.increment();
                Sockets.cut(listener.socket());
            } else {
                sent.increment();
                // The payload is JSON already, and stays as it is, byte for byte.
                listener.socket().sendEvent(EVENT, new RawValue(event.payload()));
            }
        }
    }

    /** Whether a client leaves so much unread that its events would pile up here. */
    private boolean isSlow(SocketIOClient socket) {
        if (socket.getTransport() == Transport.WEBSOCKET) {
            return !socket.isWritable();
        }
        return Sockets.head(socket).getPacketsQueue(Transport.POLLING).size() >= limits.maxWaitingEvents();
    }

    /** Disconnects clients whose keys were suspended, revoked or replaced. */
    public void dismiss() {
        for (Listener listener : listeners.all()) {
            if (!Sockets.head(listener.socket()).isConnected()) {
                listeners.remove(listener.id());
            } else if (door.current(listener.session()).isEmpty()) {
                Sockets.dismiss(listener.socket());
            }
        }
    }
}
