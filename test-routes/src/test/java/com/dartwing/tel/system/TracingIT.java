package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Traces arrive at a collector, which this test plays: from the caller's span to the carrier's. */
class TracingIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLERS_SPAN = "00f067aa0ba902b7";

    /** A span as OTLP tells it: {@code trace_id = 1, span_id = 2, parent_span_id = 4, name = 5}. */
    private record Span(String trace, String id, String parent, String name) {
        static Span of(Protobuf message) {
            return new Span(hex(message.bytes(1)), hex(message.bytes(2)), hex(message.bytes(4)), message.text(5));
        }

        private static String hex(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
    }

    @Test
    void one_trace_leads_from_the_callers_span_through_the_request_to_the_carriers_call() throws IOException {
        Queue<Span> spans = new ConcurrentLinkedQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            spans.addAll(spans(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try (Sandbox sandbox = Sandbox.ownOnH2("--tel.tracing.endpoint=http://127.0.0.1:"
                + collector.getAddress().getPort() + "/v1/traces")) {
            HubProcess.Answer answer = sandbox.hub.send(
                    "POST",
                    "/api/method/dartwing_tel.api.sms.send_sms",
                    Map.of(
                            "Authorization",
                            "Bearer " + sandbox.key.apiKey(),
                            "traceparent",
                            "00-" + TRACE + "-" + CALLERS_SPAN + "-01"),
                    "{\"to\":\"+14155550197\",\"body\":\"Followed\"}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);

            await().atMost(Sandbox.SOON)
                    .untilAsserted(() -> assertThat(of(spans)).hasSize(2));
            Span request = named(spans, "sms.send");
            Span call = of(spans).stream()
                    .filter(span -> span.name().endsWith(" sms.send"))
                    .findFirst()
                    .orElseThrow();
            assertThat(request.parent()).isEqualTo(CALLERS_SPAN);
            assertThat(call.parent()).isEqualTo(request.id());
        } finally {
            collector.stop(0);
        }
    }

    private static List<Span> of(Queue<Span> spans) {
        return spans.stream().filter(span -> span.trace().equals(TRACE)).toList();
    }

    private static Span named(Queue<Span> spans, String name) {
        return of(spans).stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** {@code resource_spans = 1}, in each {@code scope_spans = 2}, in each {@code spans = 2}. */
    private static List<Span> spans(byte[] request) {
        return new Protobuf(request)
                .messages(1).stream()
                        .flatMap(resource -> resource.messages(2).stream())
                        .flatMap(scope -> scope.messages(2).stream())
                        .map(Span::of)
                        .toList();
    }
}
