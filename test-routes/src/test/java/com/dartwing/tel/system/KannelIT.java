package com.dartwing.tel.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Kannel as a partner: what it sends arrives once and unchanged, and it hears once of each message. How many it sends says
 * {@code -Dkannel.messages=10000}.
 */
class KannelIT {

    private static final int MESSAGES = Integer.getInteger("kannel.messages", 1_000);
    private static final Duration ENOUGH = Duration.ofSeconds(120 + MESSAGES / 5);
    private static final int REQUESTS_AT_ONCE = 32;
    private static final int WINDOW = 50;
    private static final String DELIVERED = "1";
    private static final String FROM = "+16285550100";

    /** Where Kannel tells what became of each message, by the message's number. */
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    @Test
    void all_that_kannel_sends_arrives_once_and_unchanged_and_it_hears_of_each() throws Exception {
        Sandbox sandbox = Sandbox.onH2();
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer listener = listener(threads);
        newPartner(sandbox);
        try (Kannel kannel = Kannel.boundTo(sandbox.smppPort(), "kannel", "password", WINDOW)) {
            long start = System.nanoTime();
            String url = "http://127.0.0.1:" + listener.getAddress().getPort() + "/told?";

            sendAll(kannel, url);

            await().atMost(ENOUGH).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> assertThat(told.size())
                    .as("receipts; Kannel says:%n%s", kannel.logs())
                    .isGreaterThanOrEqualTo(MESSAGES));
            System.out.printf(
                    "Kannel: %d messages and their receipts in %.1f s%n", MESSAGES, (System.nanoTime() - start) / 1e9);
            assertThat(told)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, MESSAGES)
                            .mapToObj(i -> i + "=" + DELIVERED)
                            .toList());
            assertThat(arrived(sandbox)).isEqualTo(sent());
        } finally {
            listener.stop(0);
            threads.shutdownNow();
        }
    }

    private HttpServer listener(ExecutorService threads) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/told", exchange -> {
            told.add(exchange.getRequestURI().getQuery());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** A partner of its own, whose key may send as fast as it can. */
    private static void newPartner(Sandbox sandbox) {
        String key = sandbox.create(
                        "TEL API Key",
                        "{\"module\":\"m\",\"organization\":\"Sandbox\",\"tier\":\"Unlimited\","
                                + "\"permissions\":{\"sms\":{\"send\":true}}}")
                .path("name")
                .asText();
        sandbox.create(
                "TEL DID",
                "{\"phone_number\":\"" + FROM + "\",\"country_code\":\"US\",\"status\":\"Active\","
                        + "\"assigned_organization\":\"Sandbox\",\"assigned_api_key\":\"" + key + "\"}");
        sandbox.create(
                "TEL SMPP Account",
                "{\"system_id\":\"kannel\",\"password\":\"password\",\"window_size\":" + WINDOW + ",\"api_key\":\""
                        + key + "\"}");
    }

    private static void sendAll(Kannel kannel, String url) throws InterruptedException {
        Semaphore room = new Semaphore(REQUESTS_AT_ONCE);
        AtomicInteger refused = new AtomicInteger();
        for (int i = 0; i < MESSAGES; i++) {
            room.acquire();
            // Kannel replaces %d by what became of it.
            kannel.send(FROM, number(i), text(i), isUnicode(i), url + i + "=%d").whenComplete((status, failure) -> {
                if (failure != null || status != 202) {
                    refused.incrementAndGet();
                }
                room.release();
            });
        }
        room.acquire(REQUESTS_AT_ONCE);
        assertThat(refused).as("requests that Kannel did not take").hasValue(0);
    }

    private static String number(int i) {
        return "+1628" + (2_000_000 + i);
    }

    /** Of each ten one is of three parts, and one more of three parts in Unicode. */
    private static String text(int i) {
        return switch (i % 10) {
            case 1, 6 -> "€[]{}~^|\\ cost two: " + i;
            case 2, 7 -> "@Grüße, Ñoño! £5\n¿Qué? Δ_Ω " + i + "@";
            case 3, 8 -> "Привет, 你好, שלום 😀 " + i;
            case 4 -> "@0123456789 € [a] {b} ".repeat(16) + i;
            case 5 -> "Длинное, 长 😀 ".repeat(11) + i;
            default -> "Order " + i + " is on its way";
        };
    }

    private static boolean isUnicode(int i) {
        return i % 10 == 3 || i % 10 == 8 || i % 10 == 5;
    }

    private static Map<String, List<String>> sent() {
        Map<String, List<String>> all = new TreeMap<>();
        IntStream.range(0, MESSAGES).forEach(i -> all.put(number(i), List.of(text(i))));
        return all;
    }

    /** What the carriers got for Kannel's recipients. */
    private static Map<String, List<String>> arrived(Sandbox sandbox) {
        Map<String, List<String>> all = new TreeMap<>();
        for (String carrier : sandbox.carriers()) {
            for (JsonNode message : sandbox.seen(carrier)) {
                if (message.path("to").asText().startsWith("+16282")) {
                    all.computeIfAbsent(message.path("to").asText(), any -> new ArrayList<>())
                            .add(message.path("body").asText());
                }
            }
        }
        return all;
    }
}
