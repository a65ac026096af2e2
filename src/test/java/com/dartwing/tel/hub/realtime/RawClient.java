package com.dartwing.tel.hub.realtime;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Speaks Engine.IO 4 word by word, as no library does that means well. */
final class RawClient implements WebSocket.Listener, AutoCloseable {

    // Kept: a client that nobody refers to any more stops in the middle.
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private final boolean reads;
    private final WebSocket socket;

    private RawClient(int port, int version, boolean reads) {
        this.reads = reads;
        this.socket = HTTP.newWebSocketBuilder()
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=" + version + "&transport=websocket"),
                        this)
                .join();
    }

    static RawClient connect(int port) {
        return new RawClient(port, 4, true);
    }

    static RawClient oldConnect(int port) {
        return new RawClient(port, 3, true);
    }

    /** One that never takes anything out of its socket once it has subscribed. */
    static RawClient deaf(int port) {
        return new RawClient(port, 4, false);
    }

    void say(String packet) {
        socket.sendText(packet, true).join();
    }

    /** For the deaf: takes one thing out. */
    void listen() {
        socket.request(1);
    }

    /** The next packet that begins so; others are dropped. */
    String hear(String start) throws InterruptedException {
        while (true) {
            String packet = heard.poll(20, TimeUnit.SECONDS);
            if (packet == null) {
                throw new AssertionError("nothing begins with " + start);
            }
            if (packet.startsWith(start)) {
                return packet;
            }
        }
    }

    boolean hasHeard(String start) {
        return heard.stream().anyMatch(packet -> packet.startsWith(start));
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reads) {
            opened.request(Long.MAX_VALUE);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            heard.add(part.toString());
            part.setLength(0);
        }
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
