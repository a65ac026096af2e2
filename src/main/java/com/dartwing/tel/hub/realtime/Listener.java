package com.dartwing.tel.hub.realtime;

import com.corundumstudio.socketio.SocketIOClient;
import com.dartwing.tel.access.KeySession;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** A client that has shown its key, and what it listens to; {@link Listeners} guards its records. */
final class Listener {

    /** Subscriptions that one client may wait for at a time. */
    private static final int ASKED = 32;

    final Set<String> records = new HashSet<>();
    final Semaphore asked = new Semaphore(ASKED);
    private final SocketIOClient socket;
    private final KeySession session;

    Listener(SocketIOClient socket, KeySession session) {
        this.socket = socket;
        this.session = session;
    }

    UUID id() {
        return socket.getSessionId();
    }

    SocketIOClient socket() {
        return socket;
    }

    KeySession session() {
        return session;
    }
}
