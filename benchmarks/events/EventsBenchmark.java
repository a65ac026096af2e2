package benchmarks.events;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How fast events leave the outbox, and how fast they reach 100 endpoints: {@code EventsBenchmark <jar> [events]}. The
 * events stand in the database before the hub starts; the first quarter warms it up and is not counted. The database is
 * an H2 file that goes again, or that of {@code BENCH_DB_URL}, {@code BENCH_DB_USER} and {@code BENCH_DB_PASSWORD};
 * {@code BENCH_HUB_ARGUMENTS} may name a broker.
 */
public final class EventsBenchmark {

    private static final int ENDPOINTS = 100;
    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    private static final Duration ALL_WITHIN = Duration.ofMinutes(10);
    private static final String H2 =
            ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;TIME ZONE=UTC";

    /** When a count reached a quarter of all, and all. */
    private static final class Course {
        private final int all;
        private long quarterAt;
        private long endAt;

        private Course(int all) {
            this.all = all;
        }

        private synchronized void reached(long count) {
            long now = System.nanoTime();
            if (quarterAt == 0 && count >= all / 4) {
                quarterAt = now;
            }
            if (endAt == 0 && count >= all) {
                endAt = now;
            }
        }

        private synchronized boolean ended() {
            return endAt != 0;
        }

        private double perSecond() {
            return (all - all / 4) / ((endAt - quarterAt) / 1e9);
        }
    }

    private final Path jar;
    private final int events;
    private final Path data;
    private final String password = HexFormat.of().formatHex(random(16));
    private final int port = freePort();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final Course relayed;
    private final Course delivered;
    private int endpointPort;
    private Process hub;

    private EventsBenchmark(Path jar, int events) throws IOException {
        this.jar = jar;
        this.events = events;
        this.data = Files.createTempDirectory("bench-events");
        this.relayed = new Course(events);
        this.delivered = new Course(events);
    }

    public static void main(String[] arguments) throws Exception {
        int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 40_000;
        EventsBenchmark benchmark = new EventsBenchmark(Path.of(arguments[0]), events);
        Runtime.getRuntime().addShutdownHook(new Thread(benchmark::endHub));
        benchmark.run();
    }

    private void run() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        HttpServer endpoints = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoints.setExecutor(threads);
        endpoints.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            heard.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            delivered.reached(heard.size());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        endpoints.start();
        endpointPort = endpoints.getAddress().getPort();
        try {
            startHub();
            endHub();
            fill();
            long started = System.nanoTime();
            startHub();
            Duration cpu = hub.info().totalCpuDuration().orElse(Duration.ZERO);
            long giveUp = System.nanoTime() + ALL_WITHIN.toNanos();
            while (!(relayed.ended() && delivered.ended()) && System.nanoTime() < giveUp) {
                relayed.reached(counted());
                TimeUnit.MILLISECONDS.sleep(50);
            }
            if (!relayed.ended() || !delivered.ended()) {
                throw new IOException("Only " + heard.size() + " of " + events + " events arrived");
            }
            cpu = hub.info().totalCpuDuration().orElse(Duration.ZERO).minus(cpu);
            System.out.printf("relayed: %,.0f events a second%n", relayed.perSecond());
            System.out.printf("delivered to %d endpoints: %,.0f events a second%n", ENDPOINTS, delivered.perSecond());
            System.out.printf(
                    "hub's CPU from readiness on: %.2f ms an event; all %,d within %.1f s of its start%n",
                    cpu.toNanos() / 1e6 / events, events, (System.nanoTime() - started) / 1e9);
        } finally {
            endHub();
            endpoints.stop(0);
            threads.shutdownNow();
            delete();
        }
    }

    private void startHub() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Xmn256m",
                "-XX:+UseParallelGC",
                "-jar",
                jar.toAbsolutePath().toString(),
                "--server.port=" + port,
                "--tel.realtime.port=0",
                "--tel.smpp.port=0",
                "--tel.data-dir=" + data,
                "--tel.net.dangerous-allow-private-addresses=true"));
        if (System.getenv("BENCH_DB_URL") != null) {
            command.add("--spring.datasource.url=" + url());
            command.add("--spring.datasource.username=" + user());
            command.add("--spring.datasource.password=" + secret());
        }
        String more = System.getenv("BENCH_HUB_ARGUMENTS");
        if (more != null) {
            command.addAll(List.of(more.strip().split("\\s+")));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TEL_BOOTSTRAP_ADMIN_PASSWORD", password);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(data.resolve("hub.log").toFile()));
        hub = builder.start();
        long giveUp = System.nanoTime() + READY_WITHIN.toNanos();
        while (ask("/actuator/health/readiness").contains("\"UP\"") == false) {
            if (!hub.isAlive() || System.nanoTime() > giveUp) {
                throw new IOException("The hub is not ready:\n" + Files.readString(data.resolve("hub.log")));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void endHub() {
        if (hub != null && hub.isAlive()) {
            hub.destroy();
            try {
                if (!hub.waitFor(60, TimeUnit.SECONDS)) {
                    hub.destroyForcibly();
                }
            } catch (InterruptedException e) {
                hub.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    private void fill() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), user(), secret())) {
            connection.setAutoCommit(false);
            String key;
            try (ResultSet keys = connection.createStatement().executeQuery("SELECT name FROM tel_api_key")) {
                keys.next();
                key = keys.getString(1);
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO tel_event (name, event, record_id, sequence, payload, api_key, target_url, created_at,"
                            + " relay_slot, relayed_at) VALUES (?, 'sms.sent', ?, 1, ?, ?, ?, CURRENT_TIMESTAMP(6), ?, NULL)")) {
                for (int i = 0; i < events; i++) {
                    String record = "SMS-2000-%07d".formatted(i);
                    String id = "WH-2000-%07d".formatted(i);
                    insert.setString(1, id);
                    insert.setString(2, record);
                    insert.setString(
                            3,
                            "{\"event\":\"sms.sent\",\"webhook_id\":\"" + id
                                    + "\",\"sequence\":1,\"data\":{\"message_id\":\"" + record
                                    + "\",\"status\":\"sent\",\"carrier\":\"Example\"}}");
                    insert.setString(4, key);
                    insert.setString(5, "http://127.0.0.1:" + endpointPort + "/" + i % ENDPOINTS);
                    insert.setInt(6, Math.floorMod(record.hashCode(), 32));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
        }
    }

    private long counted() throws Exception {
        return ask("/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith("tel_events_relayed_total"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private String ask(String path) throws InterruptedException {
        String login = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Basic " + login)
                .build();
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        }
    }

    private String url() {
        return System.getenv()
                .getOrDefault(
                        "BENCH_DB_URL", "jdbc:h2:file:" + data.resolve("hub").toAbsolutePath() + H2);
    }

    private static String user() {
        return System.getenv().getOrDefault("BENCH_DB_USER", "sa");
    }

    private static String secret() {
        return System.getenv().getOrDefault("BENCH_DB_PASSWORD", "");
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return random;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
