package benchmarks;

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
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Measures how fast the packaged hub carries SMS, beside a route that only forwards. Hub, bare forward, carrier and load
 * generator are a process each, on loopback; hub and bare take turns, so that what else the machine does meets both.
 *
 * <p>Arguments: the fat jar, the folder into which it was extracted, the folder of compiled benchmark classes, and what
 * {@link Plan} understands.
 */
final class Bench implements AutoCloseable {
    /** The carrier that the stub plays, and where the hub is told its address. */
    private static final String CARRIER = "telnyx";

    private static final String CARRIER_URL = "TELNYX_URL";
    private static final String SEND = "/api/method/dartwing_tel.api.sms.send_sms";
    private static final String FORWARD = "/forward";
    private static final int CARRIER_MILLIS = 50;

    /** Of both servers. With two cores the collector of the shortest pauses is not that of the most messages. */
    private static final List<String> MEMORY = List.of("-Xmx512m", "-XX:+UseParallelGC");

    /** What {@code BENCH_HUB_ARGUMENTS} says; nothing for a hub with nothing around it. */
    private static final List<String> GIVEN = given();

    /** The hub on real servers, where there are two. */
    static final String ON_SERVERS = "hub on servers";

    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    private static final Duration IDLE_WITHIN = Duration.ofSeconds(30);

    /** A server under load. */
    private record Server(String name, Child process, int port, String path) {}

    private final Path jar;
    private final Path extracted;
    private final Path classes;
    private final Plan plan;
    private final Path out;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String key = "tel_live_" + HexFormat.of().formatHex(random(32));
    private final List<Child> children = new ArrayList<>();
    private final List<Path> temporary = new ArrayList<>();
    private Child load;
    private int stubPort;
    private int nextSerial;

    private Bench(Path jar, Path extracted, Path classes, Plan plan) {
        this.jar = jar;
        this.extracted = extracted;
        this.classes = classes;
        this.plan = plan;
        this.out = classes.getParent();
    }

    public static void main(String[] args) throws Exception {
        Plan plan = Plan.of(List.of(args).subList(3, args.length));
        Report report;
        try (Bench bench = new Bench(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), plan)) {
            report = bench.run();
        }
        System.out.println();
        System.out.println(report.markdown());
        System.exit(report.lost() == 0 ? 0 : 1);
    }

    private Report run() throws Exception {
        Report report = new Report(plan, Machine.describe());
        measureStarts(report);
        startStub();
        load = keep(Child.talking(
                Map.of("BENCH_KEY", key, "BENCH_CARRIER", CARRIER),
                List.of("-XX:+UseSerialGC", "-Xmx128m", "-cp", classes.toString(), "benchmarks.Load")));
        List<Server> servers = new ArrayList<>();
        if (plan.only() != Plan.Only.BARE) {
            boolean two = plan.only() == Plan.Only.TWO_HUBS;
            servers.add(startHub("hub", extractedJar(), plan.profile(), two ? List.of() : GIVEN));
        }
        if (plan.only() == Plan.Only.TWO_HUBS) {
            servers.add(startHub(ON_SERVERS, extractedJar(), false, GIVEN));
        } else if (plan.only() != Plan.Only.HUB) {
            servers.add(startBare());
        }
        int most = plan.connections().stream().max(Comparator.naturalOrder()).orElseThrow();
        for (Server server : servers) {
            say("Warming up " + server.name);
            phase(server, most, 0, plan.warmUpSeconds());
            awaitIdle(server);
        }
        for (int run = 1; run <= plan.runs(); run++) {
            for (int connections : plan.connections()) {
                // Who goes first changes from run to run.
                for (int turn = 0; turn < servers.size(); turn++) {
                    Server server = servers.get((run + turn) % servers.size());
                    report.add(server.name, connections, Report.CEILING, measure(server, connections, 0));
                    report.add(server.name, connections, Report.SCHEDULE, measure(server, connections, plan.rate()));
                }
            }
        }
        for (Server server : servers) {
            Map<String, Object> memory = new LinkedHashMap<>();
            memory.put("resident_now_mib", server.process.residentMiB("VmRSS"));
            memory.put("resident_peak_mib", server.process.residentMiB("VmHWM"));
            memory.put("heap_after_gc_mib", server.process.heapMiB());
            report.memory(server.name, memory);
        }
        report.write(out);
        return report;
    }

    /** From the process's start until its readiness probe says yes; each first start, on an empty data directory. */
    private void measureStarts(Report report) throws Exception {
        if (plan.only() == Plan.Only.BARE) {
            return;
        }
        for (int run = 0; run < plan.starts(); run++) {
            for (Path what : List.of(jar, extractedJar())) {
                String name = what.equals(jar) ? "fat jar" : "extracted";
                long start = System.nanoTime();
                Server hub = startHub("hub", what, false, GIVEN);
                double seconds = (System.nanoTime() - start) / 1e9;
                hub.process.close();
                say("Ready from the " + name + " in " + Report.round(seconds, 1) + " s");
                report.start(name, seconds);
            }
        }
    }

    private Measure measure(Server server, int connections, int rate) throws Exception {
        Map<String, Object> seenBefore = seen();
        Duration cpuBefore = server.process.cpu();
        Duration othersBefore = others();
        Phase phase = phase(server, connections, rate, plan.seconds());
        Duration cpuLoaded = server.process.cpu().minus(cpuBefore);
        Duration others = others().minus(othersBefore);
        // What is left to do for these messages is paid by these messages, and does not disturb the next run.
        boolean idle = awaitIdle(server);
        Duration cpu = server.process.cpu().minus(cpuBefore);
        Map<String, Object> seenAfter = seen();
        Measure measure = new Measure(
                phase,
                cpu.toNanos() / 1e6 / Math.max(1, phase.sent() + phase.queued()),
                cpuLoaded.toNanos() / 1e9 / phase.seconds(),
                others.toNanos() / 1e9 / phase.seconds(),
                number(seenAfter, "distinct") - number(seenBefore, "distinct"),
                number(seenAfter, "calls") - number(seenBefore, "calls"),
                idle);
        say(String.format(
                "%-14s %4d connections, %s: %7.1f sent/s, p50 %6.1f ms, p99 %7.1f ms, %.2f ms CPU/message; sent %d,"
                        + " carrier saw %d; others use %.1f cores%s",
                server.name,
                connections,
                rate == 0 ? "closed loop" : rate + "/s offered",
                phase.perSecond(),
                phase.p50(),
                phase.p99(),
                measure.cpuMillis(),
                phase.sent(),
                measure.distinct(),
                measure.othersCores(),
                phase.trouble()));
        return measure;
    }

    /** CPU time of everything on this machine that is not ours. */
    private Duration others() throws IOException {
        Duration ours = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        for (Child child : children) {
            ours = ours.plus(child.cpu());
        }
        return Machine.busy().minus(ours);
    }

    private Phase phase(Server server, int connections, int rate, int seconds) throws IOException {
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

    /** Waits until the server does next to nothing. */
    private boolean awaitIdle(Server server) throws InterruptedException {
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

    private void startStub() throws IOException {
        Child stub = keep(Child.talking(
                Map.of(),
                List.of(
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        classes.toString(),
                        "benchmarks.StubCarrier",
                        "0",
                        String.valueOf(CARRIER_MILLIS))));
        stubPort = Integer.parseInt(stub.line());
    }

    private static List<String> given() {
        String more = System.getenv("BENCH_HUB_ARGUMENTS");
        return more == null || more.isBlank() ? List.of() : List.of(more.strip().split("\\s+"));
    }

    private Server startHub(String name, Path what, boolean profile, List<String> arguments) throws Exception {
        int port = freePort();
        Path data = Files.createTempDirectory("hub-bench");
        temporary.add(data);
        List<String> command = new ArrayList<>(MEMORY);
        if (profile) {
            command.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                    + out.resolve("hub.jfr").toAbsolutePath());
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

    private Server startBare() throws Exception {
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
        throw new IOException("Not ready: see " + out.resolve(log));
    }

    private Map<String, Object> seen() throws Exception {
        String json = http.send(
                        HttpRequest.newBuilder(local(stubPort, "/_seen")).build(), BodyHandlers.ofString())
                .body();
        return Report.read(json);
    }

    private static long number(Map<String, Object> json, String name) {
        return ((Number) json.get(name)).longValue();
    }

    private Path extractedJar() {
        return extracted.resolve(jar.getFileName());
    }

    private Path fresh(String log) throws IOException {
        Files.deleteIfExists(out.resolve(log));
        return out.resolve(log);
    }

    private Child keep(Child child) {
        children.add(child);
        return child;
    }

    private static URI local(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return random;
    }

    private static void say(String line) {
        System.out.println(line);
    }

    static double median(List<Measure> measures, ToDoubleFunction<Measure> figure) {
        return median(measures.stream().mapToDouble(figure).boxed().toList());
    }

    static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    @Override
    public void close() throws IOException {
        for (int i = children.size() - 1; i >= 0; i--) {
            children.get(i).close();
        }
        for (Path directory : temporary) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
