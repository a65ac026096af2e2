package com.dartwing.tel.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** Stands in for the hub in {@link HubProcessTest}: ready at once, and answers with what it was sent. */
public final class FakeHub {
    private FakeHub() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("arguments " + List.of(arguments) + " secret " + System.getenv("TEL_SECRET"));
        if (List.of(arguments).contains("--fail")) {
            System.out.println("no luck");
            System.exit(3);
        }
        int port = Integer.parseInt(arguments[0].substring("--server.port=".length()));
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/", exchange -> {
            var body = exchange.getRequestURI().getPath().equals("/actuator/health/readiness")
                    ? "{\"status\": \"UP\"}"
                    : "{\"method\": \"%s\", \"authorization\": \"%s\", \"body\": \"%s\"}"
                            .formatted(
                                    exchange.getRequestMethod(),
                                    exchange.getRequestHeaders().getFirst("Authorization"),
                                    new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(200, body.getBytes(UTF_8).length);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("stopped in order")));
        server.start();
    }
}
