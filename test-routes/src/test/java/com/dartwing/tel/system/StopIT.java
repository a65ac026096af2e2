package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.dartwing.tel.system.HubProcess.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A hub as in production, but for its carriers and its database: what its log and its traces say of messages, and how it
 * stops.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StopIT {

    private static final int CALLERS = 8;
    private static final String TEXT = "The walrus keeps its appointment";

    /** What callers met, by id of message or request. */
    private record Load(Queue<String> accepted, Queue<String> unheard, Queue<String> wrong, AtomicInteger calls) {
        Load() {
            this(
                    new ConcurrentLinkedQueue<>(),
                    new ConcurrentLinkedQueue<>(),
                    new ConcurrentLinkedQueue<>(),
                    new AtomicInteger());
        }
    }

    private final TraceCollector collector = new TraceCollector();
    private Sandbox sandbox;

    @BeforeAll
    void start() {
        sandbox = Sandbox.ownOnH2(
                "--logging.structured.format.console=ecs",
                "--logging.level.tel.messages=info",
                "--tel.tracing.endpoint=" + collector.url(),
                "--tel.shutdown.notice=3s");
    }

    @AfterAll
    void close() {
        sandbox.close();
        collector.close();
    }

    @Test
    void a_message_is_followed_in_the_log_by_its_id_from_the_request_to_the_receipt() {
        Answer answer = sandbox.hub.send(
                "POST",
                "/api/method/dartwing_tel.api.sms.send_sms",
                Map.of("Authorization", "Bearer " + sandbox.key.apiKey(), "X-Request-Id", "walrus-1"),
                "{\"to\":\"+14155550190\",\"body\":\"" + TEXT + "\"}");
        String id = Sandbox.id(answer);
        sandbox.awaitStatus(id, "delivered");

        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(about(id).stream()
                        .map(line -> line.path("message").asText())
                        .toList())
                .contains("accepted", "settled", "receipt"));
        List<JsonNode> lines = about(id);
        assertThat(lines)
                .filteredOn(line -> line.path("message").asText().equals("accepted"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("requestId").asText()).isEqualTo("walrus-1"));
        assertThat(lines)
                .filteredOn(line -> line.path("message").asText().equals("receipt"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("status").asText()).isEqualTo("delivered"));
        sandbox.inbound("+14155550191", TEXT);
        assertThat(sandbox.hub.logs()).doesNotContain("4155550190", "4155550191", TEXT);
    }

    @Test
    void one_trace_leads_from_the_callers_span_through_the_request_to_the_carriers_call() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        String callersSpan = "00f067aa0ba902b7";
        Answer answer = sandbox.hub.send(
                "POST",
                "/api/method/dartwing_tel.api.sms.send_sms",
                Map.of(
                        "Authorization",
                        "Bearer " + sandbox.key.apiKey(),
                        "traceparent",
                        "00-" + trace + "-" + callersSpan + "-01"),
                "{\"to\":\"+14155550197\",\"body\":\"Followed\",\"preferred_carrier\":\"telnyx\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);

        await().atMost(Sandbox.SOON)
                .untilAsserted(() -> assertThat(collector.of(trace)).hasSize(2));
        TraceCollector.Span request = span(trace, "sms.send");
        TraceCollector.Span call = span(trace, "telnyx sms.send");
        assertThat(request.parent()).isEqualTo(callersSpan);
        assertThat(call.parent()).isEqualTo(request.id());
    }

    private TraceCollector.Span span(String trace, String name) {
        return collector.of(trace).stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_stop_under_load_answers_every_caller_and_loses_nothing() throws Exception {
        Load load = new Load();
        sandbox.carriers().forEach(carrier -> sandbox.behave(carrier, "{\"latency_ms\":700,\"count\":100000}"));
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        for (int i = 0; i < CALLERS; i++) {
            String prefer = i % 2 == 0 ? "respond-async" : "wait=10";
            callers.submit(() -> {
                while (load.unheard().size() < CALLERS) {
                    load(load, prefer);
                }
            });
        }
        await().atMost(Sandbox.SOON).until(() -> load.accepted().size() > 50);

        long asked = System.nanoTime();
        ProcessHandle hub = ProcessHandle.of(sandbox.hub.pid()).orElseThrow();
        assertThat(hub.destroy()).isTrue();
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(probe()).isEqualTo(503));
        int before = load.accepted().size();
        await().atMost(Duration.ofSeconds(10)).until(() -> load.accepted().size() > before);
        hub.onExit().get(60, TimeUnit.SECONDS);
        Duration took = Duration.ofNanos(System.nanoTime() - asked);
        callers.shutdown();
        assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        assertThat(load.wrong()).isEmpty();
        assertThat(load.unheard())
                .allSatisfy(request -> assertThat(sandbox.hub.logs()).doesNotContain("\"" + request + "\""));
        // 3 s of notice, a carrier's second, and the phases of a stop: a pod is given 60 s.
        assertThat(took).isLessThan(Duration.ofSeconds(40));

        sandbox.hub.restart();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(load.accepted())
                .allSatisfy(id ->
                        assertThat(sandbox.status(id).path("status").asText()).isIn("sent", "delivered")));
    }

    private void load(Load load, String prefer) {
        String request = "stop-" + load.calls().incrementAndGet();
        try {
            Answer answer = sandbox.hub.send(
                    "POST",
                    "/api/method/dartwing_tel.api.sms.send_sms",
                    Map.of(
                            "Authorization",
                            "Bearer " + sandbox.key.apiKey(),
                            "Prefer",
                            prefer,
                            "X-Request-Id",
                            request),
                    "{\"to\":\"+14155550192\",\"body\":\"Stop\"}");
            if (answer.status() == 200 || answer.status() == 202) {
                load.accepted().add(Sandbox.id(answer));
            } else if (answer.status() != 503) {
                load.wrong().add(answer.status() + " " + answer.body());
            }
        } catch (UncheckedIOException e) {
            // Refused, or the server closed while it was in its queue: then the hub may not have taken it.
            load.unheard().add(request);
        } catch (RuntimeException e) {
            load.wrong().add(e.toString());
        }
    }

    private int probe() {
        return sandbox.hub
                .send("GET", "/actuator/health/readiness", Map.of(), null)
                .status();
    }

    private List<JsonNode> about(String id) {
        ObjectMapper json = new ObjectMapper();
        return sandbox.hub
                .logs()
                .lines()
                .filter(line -> line.startsWith("{") && line.contains("\"" + id + "\""))
                .map(line -> {
                    try {
                        return json.readTree(line);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
