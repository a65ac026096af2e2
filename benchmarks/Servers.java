package benchmarks;

import com.dartwing.tel.webhook.Ed25519;
import com.dartwing.tel.webhook.WebhookAuths;
import com.dartwing.tel.webhook.WebhookSigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The processes of a benchmark, each for itself on loopback: hub, bare forward, the carrier and the load. All end with it. */
final class Servers implements AutoCloseable {
    /** The carrier that the stub plays, and where the hub is told its address. */
    static final String CARRIER = "telnyx";

    private static final String CARRIER_URL = "TELNYX_URL";
    private static final String CARRIER_KEY = "TELNYX_PUBLIC_KEY";
    private static final String REPORTS = "/api/tel/webhook/" + CARRIER + "/call";
    private static final String SEND = "/api/method/dartwing_tel.api.sms.send_sms";
    private static final String FORWARD = "/forward";
    private static final int CARRIER_MILLIS = 50;

    /**
     * Of each server. With two cores the collector of the shortest pauses is not that of the most messages, and it goes
     * through the stacks of a thousand threads each time: the more room for what is new, the less often.
     */
    static final List<String> MEMORY = List.of("-Xmx512m", "-Xmn256m", "-XX:+UseParallelGC");

    /** What {@code BENCH_HUB_ARGUMENTS} says; nothing for a hub with nothing around it. */
    static final List<String> GIVEN = given();

    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    private static final Duration IDLE_WITHIN = Duration.ofSeconds(30);

    /** A server under load. */
    record Server(String name, Child process, int port, String path) {}

    private final Path jar;
    private final Path extracted;
    private final Path classes;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String key = "tel_live_" + HexFormat.of().formatHex(random(32));
    private final Ed25519.Pair carrierKey = Ed25519.generate();
    private final WebhookSigner carrier = WebhookAuths.signer(
            Map.of(
                    "scheme", "ed25519",
                    "signature-header", "telnyx-signature-ed25519",
                    "timestamp-header", "telnyx-timestamp",
                    "private-key", "seed"),
            name -> carrierKey.seed());
    private final List<Child> children = new ArrayList<>();
    private final List<Path> temporary = new ArrayList<>();
    private Child load;
    private int stubPort;
    private int nextSerial;

    /**
     * None yet.
     *
     * @param jar the fat jar
     * @param extracted the folder into which it was extracted
     * @param classes the folder of compiled benchmark classes
     */
    Servers(Path jar, Path extracted, Path classes) {
        this.jar = jar;
        this.extracted = extracted;
        this.classes = classes;
    }

    /** Where logs and reports go. */
    Path out() {
        return classes.getParent();
    }

    /** The API key that each hub was started with. */
    String key() {
        return key;
    }

    /** Starts the carrier, which takes every message, and the load generator. */
    void startStubAndLoad() throws IOException {
        Child stub = keep(stub(classes.toString(), CARRIER_MILLIS));
        stubPort = Integer.parseInt(stub.line());
        load = keep(Child.talking(
                Map.of("BENCH_KEY", key, "BENCH_CARRIER", CARRIER),
                List.of("-XX:+UseSerialGC", "-Xmx128m", "-cp", classes.toString(), "benchmarks.Load")));
    }

    private static List<String> given() {
        String more = System.getenv("BENCH_HUB_ARGUMENTS");
        return more == null || more.isBlank() ? List.of() : List.of(more.strip().split("\\s+"));
    }

    /** Starts a hub whose only carrier is the stub, and waits until it is ready. */
    Server startHub(String name, boolean profile, List<String> arguments) throws Exception {
        return startHub(name, extractedJar(), profile, arguments);
    }

    /** From the process's start until its readiness probe says yes, on an empty data directory. */
    double secondsToStart(boolean fromTheFatJar) throws Exception {
        long start = System.nanoTime();
        Server hub = startHub("hub", fromTheFatJar ? jar : extractedJar(), false, GIVEN);
        double seconds = (System.nanoTime() - start) / 1e9;
        hub.process.close();
        return seconds;
    }

    private Server startHub(String name, Path what, boolean profile, List<String> arguments) throws Exception {
        int port = freePort();
        Path data = Files.createTempDirectory("hub-bench");
        temporary.add(data);
        List<String> command = new ArrayList<>(MEMORY);
        if (profile) {
            command.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                    + out().resolve("hub.jfr").toAbsolutePath());
        }
        command.addAll(List.of(
                "-jar",
                what.toAbsolutePath().toString(),
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--tel.realtime.port=0",
                "--tel.smpp.port=0",
                "--tel.data-dir=" + data));
        command.addAll(arguments);
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("TEL_BOOTSTRAP_API_KEY", key);
        environment.put("TEL_BOOTSTRAP_ADMIN_PASSWORD", password());
        if (stubPort != 0) {
            environment.put(CARRIER_URL, "http://127.0.0.1:" + stubPort);
            environment.put(CARRIER_KEY, carrierKey.publicKey());
        }
        String log = name.replace(' ', '-') + ".log";
        Child process = keep(Child.logging(fresh(log), environment, command));
        awaitAnswer(process, HttpRequest.newBuilder(local(port, "/actuator/health/readiness")), 200, log);
        leaveOnlyTheStub(port);
        return new Server(name, process, port, SEND);
    }

    /** A part of the generated key; bcrypt reads no more than 72 bytes. */
    private String password() {
        return key.substring(0, 40);
    }

    /** The sandbox's other carriers are simulators inside the hub: what fails over to them would be paid by the hub twice. */
    private void leaveOnlyTheStub(int port) throws Exception {
        String login =
                "Basic " + Base64.getEncoder().encodeToString(("admin:" + password()).getBytes(StandardCharsets.UTF_8));
        for (String carrier : List.of("bandwidth", "sinch", "didww")) {
            HttpRequest disable = HttpRequest.newBuilder(local(port, "/admin/carriers/" + carrier + "/disable"))
                    .header("Authorization", login)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            if (http.send(disable, BodyHandlers.discarding()).statusCode() != 200) {
                throw new IOException("The hub did not disable " + carrier);
            }
        }
    }

    /** Starts the route that only forwards. */
    Server startBare() throws Exception {
        int port = freePort();
        Path routes = Path.of("benchmarks", "bare.camel.yaml").toAbsolutePath();
        List<String> command = new ArrayList<>(MEMORY);
        command.addAll(List.of(
                "-cp",
                classes + ":" + extracted.resolve("lib") + "/*",
                "benchmarks.BareForward",
                "--spring.config.location=" + routes.resolveSibling("bare.properties"),
                "--server.port=" + port,
                "--camel.main.routes-include-pattern=file:" + routes,
                "--bench.carrier-url=http://127.0.0.1:" + stubPort));
        Child process = keep(Child.logging(fresh("bare.log"), Map.of(), command));
        // A GET is refused once the route is there.
        awaitAnswer(process, HttpRequest.newBuilder(local(port, FORWARD)), 405, "bare.log");
        return new Server("bare", process, port, FORWARD);
    }

    private void awaitAnswer(Child process, HttpRequest.Builder request, int status, String log) throws Exception {
        long giveUp = System.nanoTime() + READY_WITHIN.toNanos();
        HttpRequest ask = request.timeout(Duration.ofSeconds(5)).build();
        while (System.nanoTime() < giveUp && process.isAlive()) {
            try {
                if (http.send(ask, BodyHandlers.discarding()).statusCode() == status) {
                    return;
                }
            } catch (IOException e) {
                // Not yet.
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IOException("Not ready: see " + out().resolve(log));
    }

    /** Lets the load go for some seconds; a rate of 0 is a closed loop. */
    Phase phase(Server server, int connections, int rate, int seconds) throws IOException {
        Phase phase = Phase.parse(load.ask(String.join(
                " ",
                String.valueOf(server.port),
                server.path,
                String.valueOf(connections),
                String.valueOf(rate),
                String.valueOf(seconds),
                String.valueOf(nextSerial))));
        nextSerial += (int) phase.issued();
        if (phase.sent() == 0) {
            throw new IOException(server.name + " sent nothing: " + phase);
        }
        return phase;
    }

    /** Tells a hub of a call, as its carrier does. */
    void report(Server hub, String json) throws IOException, InterruptedException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(local(hub.port, REPORTS))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        carrier.sign(REPORTS, body, Instant.now()).forEach(request::header);
        int status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException("The hub did not take a report: " + status);
        }
    }

    /** Waits until the server does next to nothing. */
    boolean awaitIdle(Server server) throws InterruptedException {
        long giveUp = System.nanoTime() + IDLE_WITHIN.toNanos();
        Duration last = server.process.cpu();
        while (System.nanoTime() < giveUp) {
            TimeUnit.MILLISECONDS.sleep(500);
            Duration now = server.process.cpu();
            if (now.minus(last).toMillis() <= 60) {
                return true;
            }
            last = now;
        }
        return false;
    }

    /** CPU time of everything on this machine that is not ours. */
    Duration others() throws IOException {
        Duration ours = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        for (Child child : children) {
            ours = ours.plus(child.cpu());
        }
        return Machine.busy().minus(ours);
    }

    /** What the carrier saw. */
    Map<String, Object> seen() throws Exception {
        String json = http.send(
                        HttpRequest.newBuilder(local(stubPort, "/_seen")).build(), BodyHandlers.ofString())
                .body();
        return Report.read(json);
    }

    private Path extractedJar() {
        return extracted.resolve(jar.getFileName());
    }

    private Path fresh(String log) throws IOException {
        Files.deleteIfExists(out().resolve(log));
        return out().resolve(log);
    }

    private Child keep(Child child) {
        children.add(child);
        return child;
    }

    private static URI local(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** The carrier over HTTP, which takes every message; its first line is its port. */
    static Child stub(String classPath, int answersAfterMillis) throws IOException {
        return Child.talking(
                Map.of(),
                List.of(
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        classPath,
                        "benchmarks.StubCarrier",
                        "0",
                        String.valueOf(answersAfterMillis)));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return random;
    }

    @Override
    public void close() throws IOException {
        for (int i = children.size() - 1; i >= 0; i--) {
            children.get(i).close();
        }
        for (Path directory : temporary) {
            delete(directory);
        }
    }

    /** A folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
