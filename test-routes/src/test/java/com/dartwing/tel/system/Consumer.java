package com.dartwing.tel.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A platform team's endpoint: keeps what it is told, and answers as it is ordered. */
final class Consumer implements AutoCloseable {

    /** One delivery, byte for byte. */
    record Delivery(
            String body,
            String seedSignature,
            String id,
            String timestamp,
            String signature,
            boolean redelivered,
            Instant at) {

        private static final ObjectMapper JSON = new ObjectMapper();

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String event() {
            return json().path("event").asText();
        }

        String messageId() {
            return json().path("data").path("message_id").asText();
        }
    }

    private final HttpServer server;
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile HttpHandler behaviour = exchange -> exchange.sendResponseHeaders(204, -1);

    Consumer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refuse = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (!refuse) {
                deliveries.add(new Delivery(
                        body,
                        exchange.getRequestHeaders().getFirst("X-Dartwing-Signature"),
                        exchange.getRequestHeaders().getFirst("webhook-id"),
                        exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                        exchange.getRequestHeaders().getFirst("webhook-signature"),
                        "true".equals(exchange.getRequestHeaders().getFirst("x-redelivered")),
                        Instant.now()));
            }
            try (exchange) {
                if (refuse) {
                    exchange.sendResponseHeaders(500, -1);
                } else {
                    behaviour.handle(exchange);
                }
            }
        });
        server.start();
    }

    /** Says what is to happen in calls: the verbs that answer each event, in JSON. */
    void answers(Map<String, String> verbs) {
        answers(verbs, event -> {});
    }

    /** The same, after something else that each event brings about. */
    void answers(Map<String, String> verbs, java.util.function.Consumer<String> first) {
        behave(exchange -> {
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            String event = all().stream()
                    .filter(delivery -> delivery.id().equals(id))
                    .findFirst()
                    .map(Consumer.Delivery::event)
                    .orElse("");
            first.accept(event);
            byte[] body = ("{\"verbs\":" + verbs.getOrDefault(event, "null") + "}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            boolean some = verbs.containsKey(event);
            exchange.sendResponseHeaders(some ? 200 : 204, some ? body.length : -1);
            if (some) {
                exchange.getResponseBody().write(body);
            }
        });
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    void refuseNext(int count) {
        refusals.set(count);
    }

    /** What it does from now on with what it hears; at first it answers 204. */
    void behave(HttpHandler handler) {
        behaviour = handler;
    }

    /** Answers so from now on. */
    void answer(int status) {
        behave(exchange -> exchange.sendResponseHeaders(status, -1));
    }

    List<Delivery> of(String messageId) {
        return deliveries.stream()
                .filter(delivery -> delivery.messageId().equals(messageId))
                .toList();
    }

    List<Delivery> all() {
        return deliveries;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
