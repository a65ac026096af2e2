package com.dartwing.tel.system;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A collector of OpenTelemetry's spans, played by the test: it reads OTLP over HTTP, and keeps what came. */
final class TraceCollector implements AutoCloseable {

    /** A span as OTLP tells it: {@code trace_id = 1, span_id = 2, parent_span_id = 4, name = 5}. */
    record Span(String trace, String id, String parent, String name) {
        private static Span of(Protobuf message) {
            return new Span(hex(message.bytes(1)), hex(message.bytes(2)), hex(message.bytes(4)), message.text(5));
        }

        private static String hex(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
    }

    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    TraceCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", exchange -> {
            spans.addAll(read(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    List<Span> of(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** {@code resource_spans = 1}, in each {@code scope_spans = 2}, in each {@code spans = 2}. */
    private static List<Span> read(byte[] request) {
        return new Protobuf(request)
                .messages(1).stream()
                        .flatMap(resource -> resource.messages(2).stream())
                        .flatMap(scope -> scope.messages(2).stream())
                        .map(Span::of)
                        .toList();
    }
}
