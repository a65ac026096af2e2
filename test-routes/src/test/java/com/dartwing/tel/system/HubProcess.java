package com.dartwing.tel.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * The packaged hub ({@code src/target/*-exec.jar}), unpacked, as a process of its own, on a free port of the loopback interface.
 *
 * <pre>{@code
 * try (var hub = HubProcess.with("--tel.roles=all").env("TEL_BOOTSTRAP_WEBHOOK_SECRET", secret).start()) {
 *     var answer = hub.post("/api/method/dartwing_tel.api.sms.send_sms", key, "{…}");
 *     hub.kill9();
 *     hub.restart();
 * }
 * }</pre>
 *
 * The data directory is a temporary one, removed by {@link #close()}, unless one is given. The log stays in {@code
 * test-routes/target/hub-logs}. No process outlives this one, unless this one is itself killed by SIGKILL.
 */
public final class HubProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final int STOP_SECONDS = 60;
    private static final int TAIL_LINES = 120;
    private static final Path DEFAULT_JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Made when the first hub starts that is not about its package. */
    private static final class Unpacked {
        static final UnpackedHub HUB = UnpackedHub.of(packagedJar(), root().resolve("test-routes/target/unpacked-hub"));
    }

    private final Launch launch;
    private final Path dataDir;
    private final int port;
    private final Path log;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private Process process;
    private String lastProbe = "no connection";

    private HubProcess(Launch launch) {
        this.launch = launch;
        this.dataDir = launch.dataDir != null ? launch.dataDir : Children.temporaryDirectory("hub-data");
        this.port = launch.port == 0 ? Children.freePort() : launch.port;
        this.log = newLog("hub-" + port + ".log");
    }

    /** A hub with these arguments, not started yet. */
    public static Launch with(String... arguments) {
        return new Launch(List.of(arguments));
    }

    /** A loopback port that was free a moment ago, for what else a hub may listen on. */
    public static int freePort() {
        return Children.freePort();
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Path dataDir() {
        return dataDir;
    }

    /** All that the hub has written, restarts included. */
    public String logs() {
        return Children.text(log);
    }

    /** SIGKILL, as a power cut is; returns when the process is gone. */
    public void kill9() {
        Children.kill9(process);
    }

    /**
     * SIGTERM, and the shutdown that follows.
     *
     * @throws AssertionError if the hub is not gone within 60 s; it is killed then
     */
    public void stop() {
        if (!Children.stop(process, STOP_SECONDS)) {
            throw new AssertionError("The hub did not stop within " + STOP_SECONDS + " s:\n" + tail());
        }
    }

    /** Starts the hub again after {@link #kill9()} or {@link #stop()}: same port, data and arguments. */
    public void restart() {
        if (process.isAlive()) {
            throw new IllegalStateException("The hub is running, pid " + process.pid());
        }
        run();
    }

    @Override
    public void close() {
        if (process != null) {
            Children.stop(process, STOP_SECONDS);
        }
        if (launch.dataDir == null) {
            Children.delete(dataDir);
        }
    }

    /**
     * Each way to ask throws {@link UncheckedIOException} when the hub is not there, or has not answered within 30 s.
     *
     * @param key the API key; null for none
     */
    public Answer get(String path, String key) {
        return send(request(path, bearer(key)).GET());
    }

    /** @param key the API key; null for none */
    public Answer post(String path, String key, String json) {
        return send(request(path, bearer(key)).POST(BodyPublishers.ofString(json)));
    }

    /** @param key the API key; null for none */
    public Answer delete(String path, String key) {
        return send(request(path, bearer(key)).DELETE());
    }

    public Answer getAs(String user, String password, String path) {
        return send(request(path, basic(user, password)).GET());
    }

    public Answer postAs(String user, String password, String path, String json) {
        return send(request(path, basic(user, password)).POST(BodyPublishers.ofString(json)));
    }

    /** Any other method or header; the {@code Content-Type} is JSON unless it is among the headers. */
    public Answer send(String method, String path, Map<String, String> headers, String body) {
        var all = new LinkedHashMap<>(Map.of("Content-Type", "application/json"));
        all.putAll(headers);
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        return send(request(path, all).method(method, publisher));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(url(path)).timeout(ANSWER_WITHIN);
        headers.forEach(request::header);
        return request;
    }

    private static Map<String, String> bearer(String key) {
        var headers = new LinkedHashMap<>(Map.of("Content-Type", "application/json"));
        if (key != null) {
            headers.put("Authorization", "Bearer " + key);
        }
        return headers;
    }

    private static Map<String, String> basic(String user, String password) {
        var pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        return Map.of("Content-Type", "application/json", "Authorization", "Basic " + pair);
    }

    private HubProcess run() {
        var command = new ArrayList<String>();
        command.add(launch.java.toString());
        command.addAll(launch.jvmOptions);
        Path jar = launch.jar;
        if (jar == null) {
            UnpackedHub unpacked = Unpacked.HUB;
            if (launch.java.equals(DEFAULT_JAVA)) {
                command.add(unpacked.jvmOption());
            }
            jar = unpacked.jar();
        }
        command.addAll(List.of("-jar", jar.toString()));
        command.add("--server.port=" + port);
        command.add("--tel.data-dir=" + dataDir);
        command.add("--tel.realtime.port=0");
        command.add("--tel.smpp.port=0");
        command.addAll(launch.arguments);
        var builder = new ProcessBuilder(command).directory(dataDir.toFile()).redirectErrorStream(true);
        // What configures the hub is what the test says, not what the developer's shell has.
        builder.environment().keySet().removeIf(name -> name.matches("(TEL|SPRING|CAMEL|SERVER|MANAGEMENT)_.*"));
        builder.environment().putAll(launch.environment);
        try {
            Files.createDirectories(dataDir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process = Children.start(builder);
        awaitReady();
        return this;
    }

    private void awaitReady() {
        try {
            await().atMost(READY_WITHIN)
                    .pollInterval(Duration.ofMillis(100))
                    .failFast("the hub has ended", () -> !process.isAlive())
                    .until(this::isReady);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            var state = process.isAlive()
                    ? "is not ready within " + READY_WITHIN.toSeconds() + " s (" + lastProbe + ")"
                    : "ended with status " + process.exitValue();
            close();
            throw new AssertionError("The hub " + state + "; the end of " + log + ":\n" + tail(), e);
        }
    }

    private boolean isReady() {
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(url("/actuator/health/readiness"))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    BodyHandlers.ofString());
            lastProbe = "readiness answers " + answer.statusCode() + " " + answer.body();
            return answer.statusCode() == 200
                    && JSON.readTree(answer.body()).path("status").asText().equals("UP");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String tail() {
        return Children.tail(log, TAIL_LINES);
    }

    /** A port may come again, what was logged under it before may not. */
    private static Path newLog(String name) {
        try {
            var folder = Files.createDirectories(root().resolve("test-routes/target/hub-logs"));
            Files.deleteIfExists(folder.resolve(name));
            return folder.resolve(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        return Path.of(System.getProperty("hub.root", "..")).toAbsolutePath().normalize();
    }

    private static Path packagedJar() {
        var target = root().resolve("src/target");
        try (var jars = Files.newDirectoryStream(target, "*-exec.jar")) {
            var found = new ArrayList<Path>();
            jars.forEach(found::add);
            if (found.size() != 1) {
                throw new IllegalStateException("Wanted one *-exec.jar in " + target + ", found " + found);
            }
            return found.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException("Package the hub first: " + target, e);
        }
    }

    /** How a hub is to be started. */
    public static final class Launch {
        private final List<String> arguments;
        private final Map<String, String> environment = new LinkedHashMap<>();
        // Tests start often and run briefly: the first compiler alone halves the start.
        private static final List<String> QUICK_START = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1");

        private List<String> jvmOptions = QUICK_START;
        private Path java = DEFAULT_JAVA;
        private Path dataDir;
        private Path jar;
        private int port;

        private Launch(List<String> arguments) {
            this.arguments = arguments;
        }

        public Launch env(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** In place of the options that make a start quick; a test of speed wants none of those. */
        public Launch jvm(String... options) {
            jvmOptions = List.of(options);
            return this;
        }

        /** Beside the options that make a start quick. */
        Launch alsoJvm(String option) {
            jvmOptions = Stream.concat(jvmOptions.stream(), Stream.of(option)).toList();
            return this;
        }

        /** A directory that is kept when the hub is closed, so that a second hub can go on with it. */
        public Launch dataDir(Path directory) {
            dataDir = directory;
            return this;
        }

        /** A port that others must know beforehand. */
        public Launch port(int number) {
            port = number;
            return this;
        }

        /** Another Java than that of the tests. */
        Launch java(Path executable) {
            java = executable;
            return this;
        }

        /** The one file that operators start, as it is. */
        Launch packaged() {
            return jar(packagedJar());
        }

        Launch jar(Path file) {
            jar = file;
            return this;
        }

        /**
         * Starts the hub and waits until it is ready.
         *
         * @throws AssertionError with the end of its log, if it ends or is not ready within two minutes
         */
        public HubProcess start() {
            return new HubProcess(this).run();
        }
    }

    /** What the hub answered. */
    public record Answer(int status, HttpHeaders headers, String body) {
        /** @throws AssertionError if the body is not JSON */
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("Status " + status + ", not JSON: " + body, e);
            }
        }

        /** The first value of a header, or an empty string. */
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }
}
