package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Events on their way through a broker: to any AMQP client, and to a consumer inside the hub, which an operator's
 * directory adds. It passes each on to an endpoint of the test's, one after the other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class EventsScenario {

    private static final int CALLERS = 16;
    private static final int ACCEPTED_BEFORE_THE_CRASH = 200;
    private static final int PER_SECOND_FROM_THEN_ON = 40;

    private final Path operators = Children.temporaryDirectory("hub-events");
    private final Consumer witness = new Consumer();
    private Sandbox sandbox;

    /** The hub's arguments for its broker, which runs when this returns. */
    abstract String[] broker();

    /** Where an AMQP client finds it. */
    abstract String uri();

    /** What is killed and comes back while callers send. */
    abstract void crash(HubProcess hub);

    @BeforeAll
    void start() throws IOException {
        Path root = Path.of(System.getProperty("hub.root"));
        Path routes = Files.createDirectories(operators.resolve("routes"));
        String queues = Files.readString(root.resolve("routes/queues.yaml")).replaceFirst("(?m)^\\[]\\s*$", "");
        Files.writeString(
                routes.resolve("queues.yaml"),
                queues + "\n- {name: tel.witness, keys: [\"#\"], role: api, perNode: false}\n");
        Files.writeString(
                routes.resolve("witness.camel.yaml"),
                """
                - templatedRoute:
                    routeTemplateRef: event-consumer
                    routeId: witness-consumer
                    parameters:
                      - {name: description, value: Passes each event on to the test}
                      - {name: queue, value: tel.witness}
                      - {name: target, value: witness-event}
                      - {name: consumers, value: "1"}
                - route:
                    id: witness-event
                    description: Posts an event's payload
                    group: events
                    from:
                      uri: direct:witness-event
                      steps:
                        - setBody: {simple: "${body.payload}"}
                        - setHeader:
                            name: x-redelivered
                            simple: "${exchangeProperty.eventHeaders[CamelSpringRabbitmqRedelivered]}"
                        - to: {uri: "%s"}
                """
                        .formatted(witness.url()));
        List<String> arguments = new java.util.ArrayList<>(List.of(broker()));
        arguments.add("--tel.routes-dir=" + operators);
        sandbox = Sandbox.ownOnH2(arguments.toArray(String[]::new));
    }

    @AfterAll
    void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
        witness.close();
        Children.delete(operators);
    }

    @Test
    @Order(1)
    void each_event_of_a_message_comes_in_its_sequence_with_the_payload_of_the_webhook() {
        try (EventTap tap = new EventTap(uri())) {
            String id = Sandbox.id(sandbox.send("+14155552101", ""));

            await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(tap.of(id))
                    .extracting(EventTap.Heard::event)
                    .containsExactly("sms.queued", "sms.sent", "sms.delivered"));

            assertThat(tap.of(id)).extracting(EventTap.Heard::sequence).containsExactly(1, 2, 3);
            assertThat(tap.of(id)).allSatisfy(heard -> {
                assertThat(heard.json().path("webhook_id").asText()).isEqualTo(heard.id());
                assertThat(heard.json().path("data").path("message_id").asText())
                        .isEqualTo(id);
                assertThat(heard.headers()).containsKeys("created_at", "api_key");
            });
        }
    }

    @Test
    @Order(2)
    void an_event_that_cannot_be_settled_is_laid_aside_and_an_operator_puts_it_back() {
        witness.refuseNext(5);

        String id = Sandbox.id(sandbox.send("+14155552102", ""));

        JsonNode letter = await().atMost(Sandbox.SOON).until(() -> letter(id), found -> found != null);
        assertThat(letter.path("queue").asText()).isEqualTo("tel.witness");
        assertThat(letter.path("event").asText()).isEqualTo("sms.queued");
        assertThat(letter.path("error").asText()).contains("500");
        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(witness.of(id))
                .extracting(Consumer.Delivery::event)
                .containsExactly("sms.sent", "sms.delivered"));

        sandbox.admin("/admin/dead-letters/" + letter.path("name").asText() + "/repush", "{}");

        await().atMost(Sandbox.SOON).untilAsserted(() -> assertThat(witness.of(id))
                .extracting(Consumer.Delivery::event)
                .contains("sms.queued"));
        assertThat(letter(id)).isNull();
        assertThat(sandbox.adminPost(
                                "/admin/dead-letters/" + letter.path("name").asText() + "/discard", "{}")
                        .status())
                .isEqualTo(404);
    }

    private JsonNode letter(String record) {
        for (JsonNode letter : sandbox.adminGet("/admin/dead-letters?queue=tel.witness")
                .json()
                .path("message")
                .path("dead_letters")) {
            if (letter.path("record_id").asText().equals(record)) {
                return letter;
            }
        }
        return null;
    }

    /** The storage is looked at when the hub has ended, for its file lets in one process; so this comes last. */
    @Test
    @Order(3)
    void nothing_is_lost_invented_or_told_in_another_order_when_one_of_them_is_killed() throws Exception {
        Set<String> accepted = sendWhile(() -> crash(sandbox.hub));
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    String metrics = sandbox.adminGet("/actuator/prometheus").body();
                    assertThat(metrics).containsPattern("(?m)^tel_outbox_unrelayed 0\\.0$");
                    assertThat(metrics).containsPattern("(?m)^tel_queue_depth\\{queue=\"tel.witness\"} 0\\.0$");
                });
        sandbox.hub.kill9();
        Set<String> committed = committed();
        assertThat(committed).as("invented").containsAll(heard());
        if (!heard().containsAll(committed)) {
            // What was committed at the last moment is told after the next start.
            sandbox.hub.restart();
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> heard().containsAll(committed));
        }

        Map<String, Integer> lastSequence = new HashMap<>();
        Set<String> heard = new HashSet<>();
        int repeated = 0;
        int late = 0;
        for (Consumer.Delivery delivery : witness.all()) {
            String event = delivery.json().path("webhook_id").asText();
            if (!heard.add(event)) {
                repeated++;
                continue;
            }
            String record = delivery.messageId();
            int sequence = delivery.json().path("sequence").asInt();
            // The poison event of another test comes late on purpose.
            if (accepted.contains(record)) {
                // What a consumer had in hand when the broker died comes again, and after what is new: the broker says
                // so.
                if (sequence < lastSequence.getOrDefault(record, 0)) {
                    assertThat(delivery.redelivered())
                            .as(record + " " + sequence)
                            .isTrue();
                    late++;
                }
                lastSequence.merge(record, sequence, Integer::max);
            }
        }
        System.out.printf(
                "%s: %d accepted, %d events committed, %d heard, %d of them again, %d late%n",
                getClass().getSimpleName(), accepted.size(), committed.size(), heard.size(), repeated, late);
        assertThat(heard).as("lost").containsAll(committed);
        assertThat(lastSequence.keySet()).containsAll(accepted);
    }

    private Set<String> heard() {
        return witness.all().stream()
                .map(delivery -> delivery.json().path("webhook_id").asText())
                .collect(Collectors.toSet());
    }

    private Set<String> committed() throws SQLException {
        Set<String> events = new HashSet<>();
        try (Connection storage = DriverManager.getConnection(
                        "jdbc:h2:file:" + sandbox.hub.dataDir().resolve("hub").toAbsolutePath()
                                + ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                        "sa",
                        "");
                ResultSet rows = storage.createStatement().executeQuery("SELECT name FROM tel_event")) {
            while (rows.next()) {
                events.add(rows.getString(1));
            }
        }
        return events;
    }

    /** As fast as it goes until the crash, so that much is under way then, and at a pace that is soon told from then on. */
    private Set<String> sendWhile(Runnable crash) throws InterruptedException {
        Set<String> accepted = ConcurrentHashMap.newKeySet();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger number = new AtomicInteger();
        Semaphore pace = new Semaphore(ACCEPTED_BEFORE_THE_CRASH);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        clock.scheduleAtFixedRate(pace::release, 0, 1_000 / PER_SECOND_FROM_THEN_ON, TimeUnit.MILLISECONDS);
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        for (int i = 0; i < CALLERS; i++) {
            callers.submit(() -> {
                while (!over.get()) {
                    pace.acquire();
                    try {
                        HubProcess.Answer answer =
                                sandbox.send(String.format("+1415556%04d", number.getAndIncrement() % 10_000), "");
                        if (answer.status() == 200) {
                            accepted.add(Sandbox.id(answer));
                        }
                    } catch (UncheckedIOException e) {
                        // The hub died before it answered: nothing was promised.
                        return null;
                    }
                }
                return null;
            });
        }
        try {
            await().atMost(Duration.ofSeconds(90)).until(() -> accepted.size() >= ACCEPTED_BEFORE_THE_CRASH);
            crash.run();
            over.set(true);
            callers.shutdown();
            assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            return accepted;
        } finally {
            callers.shutdownNow();
            clock.shutdownNow();
        }
    }
}
