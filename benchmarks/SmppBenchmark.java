package benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How fast partners are served over SMPP: {@code SmppBenchmark <jar> [seconds]}. One partner with a window of 50, then 100
 * with 10 each; to a carrier over HTTP that tells nothing, then to one over SMPP whose receipts flow back to the partners.
 * Beside it in the same run the SMPP library alone, and Kannel where it is installed.
 */
final class SmppBenchmark implements AutoCloseable {
    private static final String PASSWORD = "password";
    private static final int CARRIER_MILLIS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Pattern KEY = Pattern.compile("\"name\"\\s*:\\s*\"([^\"]+)\"");

    private static final String CARRIER =
            """
            title: Echo
            description: The benchmark's SMSC.
            priority: 1
            capabilities: [sms]
            countries: [US]
            limits: {concurrency: 400, connect-timeout-ms: 20000, response-timeout-ms: 20000}
            settings:
              url: {title: Address of the SMSC, env: ECHO_URL}
              system-id: {title: System id, env: ECHO_SYSTEM_ID}
              password: {title: Password, env: ECHO_PASSWORD, secret: true}
            smpp: {binds: 4, window: 100}
            statuses: {DELIVRD: Delivered, UNDELIV: Undelivered}
            sandbox-rates: {sms: {"1": 0.0001}}
            """;
    private static final String ROUTES =
            """
            - templatedRoute:
                routeTemplateRef: carrier-smpp
                routeId: echo-sms-send
                parameters:
                  - {name: description, value: Sends an SMS over SMPP}
                  - {name: carrier, value: echo}
            - templatedRoute:
                routeTemplateRef: carrier-smpp-probe
                routeId: echo-health
                parameters:
                  - {name: description, value: Asks whether its binds stand}
                  - {name: carrier, value: echo}
            """;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int seconds;
    private final Path folder = Files.createTempDirectory("hub-bench-smpp");
    private final String admin = HexFormat.of().formatHex(random());
    private final SmppEcho echo = new SmppEcho();
    private final int port = freePort();
    private final int smpp = freePort();
    private Child stub;
    private int stubPort;
    private Child hub;

    private SmppBenchmark(int seconds) throws IOException {
        this.seconds = seconds;
    }

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 8;
        System.out.println(Machine.describe());
        try (SmppBenchmark bench = new SmppBenchmark(seconds)) {
            bench.run(Path.of(args[0]));
        }
        System.exit(0);
    }

    private void run(Path jar) throws Exception {
        start(jar);
        List<String> one = List.of(account("alone", 50));
        List<String> many = IntStream.range(0, 100)
                .mapToObj(i -> account(String.format("many%03d", i), 10))
                .toList();
        System.out.println(
                "| what | accepted/s | sent/s | p50 ms | p99 ms | at half: p50 | p99 | ms CPU/message | MiB |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (String carrier : List.of("telnyx", "echo")) {
            only(carrier);
            LongSupplier seen = carrier.equals("echo") ? echo::taken : this::seenByStub;
            String to = carrier.equals("echo") ? "SMPP" : "HTTP";
            try (SmppLoad load = new SmppLoad(smpp, one, PASSWORD, 50, 0)) {
                hub("1 partner, window 50, to " + to, load, seen);
            }
            try (SmppLoad load = new SmppLoad(smpp, many, PASSWORD, 10, 60)) {
                hub("100 partners, window 10, to " + to, load, seen);
            }
        }
        try (SmppLoad load = new SmppLoad(echo.port(), one, PASSWORD, 50, 0)) {
            load.run(seconds, 0);
            SmppLoad.Result full = load.run(seconds, 0);
            SmppLoad.Result half = load.run(seconds, full.perSecond() / 2);
            row("the library alone, window 50", full, full.perSecond(), half, "", "");
        }
        kannel();
    }

    private void hub(String what, SmppLoad load, LongSupplier seen) throws Exception {
        load.run(seconds, 0);
        drain(seen);
        Duration cpu = hub.cpu();
        long before = seen.getAsLong();
        long start = System.nanoTime();
        SmppLoad.Result full = load.run(seconds, 0);
        drain(seen);
        double sent = (seen.getAsLong() - before) / ((System.nanoTime() - start) / 1e9 - QUIET_SECONDS);
        String perMessage = String.format("%.2f", hub.cpu().minus(cpu).toNanos() / 1e6 / Math.max(1, full.answered()));
        SmppLoad.Result half = load.run(seconds, full.perSecond() / 2);
        drain(seen);
        row(what, full, sent, half, perMessage, String.valueOf(hub.residentMiB("VmRSS")));
        if (full.refused() + half.refused() > 0) {
            System.out.println("  refused: " + (full.refused() + half.refused()));
        }
        System.out.println("  receipts so far: " + load.receipts());
    }

    private static final double QUIET_SECONDS = 1;

    /** Waits until the carrier has heard nothing new for a second. */
    private static void drain(LongSupplier seen) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        long last = -1;
        while (System.nanoTime() < giveUp && seen.getAsLong() != last) {
            last = seen.getAsLong();
            TimeUnit.MILLISECONDS.sleep((long) (QUIET_SECONDS * 1000));
        }
    }

    private static void row(
            String what, SmppLoad.Result full, double sent, SmppLoad.Result half, String cpu, String memory) {
        System.out.printf(
                "| %s | %.0f | %.0f | %.1f | %.1f | %.1f | %.1f | %s | %s |%n",
                what,
                full.perSecond(),
                sent,
                full.times().millis(0.5),
                full.times().millis(0.99),
                half.times().millis(0.5),
                half.times().millis(0.99),
                cpu,
                memory);
    }

    private void kannel() throws Exception {
        if (!SmppKannel.isInstalled()) {
            System.out.println("Kannel is not installed: apt-get install kannel");
            return;
        }
        try (SmppKannel kannel = new SmppKannel(echo.port())) {
            kannel.send(seconds);
            drain(echo::taken);
            long before = echo.taken();
            long start = System.nanoTime();
            long taken = kannel.send(seconds);
            double accepted = taken / ((System.nanoTime() - start) / 1e9);
            drain(echo::taken);
            double lasted = (System.nanoTime() - start) / 1e9 - QUIET_SECONDS;
            System.out.printf(
                    "| Kannel, HTTP to SMPP, spool | %.0f | %.0f | | | | | | |%n",
                    accepted, (echo.taken() - before) / lasted);
        }
    }

    private void start(Path jar) throws Exception {
        stub = Child.talking(
                Map.of(),
                List.of(
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "benchmarks.StubCarrier",
                        "0",
                        String.valueOf(CARRIER_MILLIS)));
        stubPort = Integer.parseInt(stub.line());
        Path carrier = Files.createDirectories(folder.resolve("routes/carriers/echo"));
        Files.writeString(carrier.resolve("carrier.yaml"), CARRIER);
        Files.writeString(carrier.resolve("echo.camel.yaml"), ROUTES);
        List<String> command = new ArrayList<>(List.of(
                "-Xmx512m",
                "-XX:+UseParallelGC",
                "-jar",
                jar.toAbsolutePath().toString(),
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--tel.realtime.port=0",
                "--tel.smpp.port=" + smpp,
                "--tel.routes-dir=" + folder.resolve("routes"),
                "--tel.data-dir=" + folder.resolve("data")));
        String more = System.getenv("BENCH_HUB_ARGUMENTS");
        if (more != null) {
            command.addAll(List.of(more.strip().split("\\s+")));
        }
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put(
                "TEL_BOOTSTRAP_API_KEY",
                "tel_live_" + HexFormat.of().formatHex(random())
                        + HexFormat.of().formatHex(random()));
        environment.put("TEL_BOOTSTRAP_ADMIN_PASSWORD", admin);
        environment.put("TELNYX_URL", "http://127.0.0.1:" + stubPort);
        environment.put("ECHO_URL", "smpp://127.0.0.1:" + echo.port());
        environment.put("ECHO_SYSTEM_ID", "bench");
        environment.put("ECHO_PASSWORD", PASSWORD);
        Path log = Path.of("target", "bench", "smpp-hub.log");
        Files.deleteIfExists(log);
        hub = Child.logging(log, environment, command);
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > giveUp || !hub.isAlive()) {
                throw new IOException("The hub is not ready: see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return ask("GET", "/actuator/health/readiness", null).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String account(String systemId, int window) {
        try {
            Matcher key = KEY.matcher(
                    ask("GET", "/api/resource/TEL%20API%20Key", null).body());
            if (!key.find()) {
                throw new IOException("no key");
            }
            HttpResponse<String> made = ask(
                    "POST",
                    "/api/resource/TEL%20SMPP%20Account",
                    "{\"system_id\":\"" + systemId + "\",\"password\":\"" + PASSWORD + "\",\"window_size\":" + window
                            + ",\"api_key\":\"" + key.group(1) + "\"}");
            if (made.statusCode() >= 300) {
                throw new IOException(made.body());
            }
            return systemId;
        } catch (IOException e) {
            throw Child.unchecked(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void only(String wanted) throws Exception {
        for (String carrier : List.of("telnyx", "bandwidth", "sinch", "didww", "echo")) {
            String what = carrier.equals(wanted) ? "/enable" : "/disable";
            if (ask("POST", "/admin/carriers/" + carrier + what, "").statusCode() != 200) {
                throw new IOException(carrier + what);
            }
        }
    }

    private HttpResponse<String> ask(String method, String path, String json) throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString(("admin:" + admin).getBytes(StandardCharsets.UTF_8));
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Basic " + login)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                json == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    private long seenByStub() {
        try {
            String json = http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + stubPort + "/_seen"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            return ((Number) Report.read(json).get("calls")).longValue();
        } catch (IOException e) {
            throw Child.unchecked(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static byte[] random() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return random;
    }

    @Override
    public void close() throws IOException {
        if (hub != null) {
            hub.close();
        }
        if (stub != null) {
            stub.close();
        }
        echo.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
