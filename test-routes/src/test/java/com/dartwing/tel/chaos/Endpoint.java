package com.dartwing.tel.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A platform team's endpoint. It remembers which events it was told, and can be made to hang. */
final class Endpoint implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Set<String>> eventsOfMessage = new ConcurrentHashMap<>();
    private final Map<String, Integer> timesOfEvent = new ConcurrentHashMap<>();
    private volatile CountDownLatch hanging = new CountDownLatch(0);

    Endpoint() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        JsonNode event = JSON.readTree(exchange.getRequestBody());
        try {
            hanging.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        eventsOfMessage
                .computeIfAbsent(event.path("data").path("message_id").asText(), id -> ConcurrentHashMap.newKeySet())
                .add(event.path("event").asText());
        timesOfEvent.merge(event.path("webhook_id").asText(), 1, Integer::sum);
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** From now on nobody gets an answer, until {@link #answer()}. */
    void hang() {
        hanging = new CountDownLatch(1);
    }

    void answer() {
        hanging.countDown();
    }

    /** The types of the events that came for a message. */
    Set<String> eventsOf(String message) {
        return eventsOfMessage.getOrDefault(message, Set.of());
    }

    /** Each event's id, and how often it came. */
    Map<String, Integer> told() {
        return Map.copyOf(timesOfEvent);
    }

    @Override
    public void close() {
        answer();
        server.stop(0);
        threads.shutdownNow();
    }
}
