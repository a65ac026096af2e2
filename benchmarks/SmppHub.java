package benchmarks;

import java.io.IOException;
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
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged hub with two carriers, one over HTTP and one over SMPP, and accounts for partners. */
final class SmppHub implements AutoCloseable {
    static final String PASSWORD = "password";
    static final Path LOG = Path.of("target", "bench", "smpp-hub.log");
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
    private final Path folder = Files.createTempDirectory("hub-bench-smpp");
    private final String admin = HexFormat.of().formatHex(random());
    private final SmppEcho echo;
    private final int port = Servers.freePort();
    private final int smpp = Servers.freePort();
    private Child stub;
    private int stubPort;
    private Child hub;

    /** @param echo the SMSC of the carrier over SMPP */
    SmppHub(Path jar, SmppEcho echo) throws Exception {
        this.echo = echo;
        try {
            start(jar);
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /** Where partners bind. */
    int smppPort() {
        return smpp;
    }

    Child process() {
        return hub;
    }

    private void start(Path jar) throws Exception {
        stub = Servers.stub(System.getProperty("java.class.path"), CARRIER_MILLIS);
        stubPort = Integer.parseInt(stub.line());
        Path carrier = Files.createDirectories(folder.resolve("routes/carriers/echo"));
        Files.writeString(carrier.resolve("carrier.yaml"), CARRIER);
        Files.writeString(carrier.resolve("echo.camel.yaml"), ROUTES);
        List<String> command = new ArrayList<>(Servers.MEMORY);
        command.addAll(List.of(
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
        Files.deleteIfExists(LOG);
        hub = Child.logging(LOG, environment, command);
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > giveUp || !hub.isAlive()) {
                throw new IOException("The hub is not ready: see " + LOG);
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

    /** A partner's account, whose messages are the first key's. */
    String account(String systemId, int window, int binds) {
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
                            + ",\"max_binds\":" + binds + ",\"api_key\":\"" + key.group(1) + "\"}");
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

    /** Gives all messages to one carrier. */
    void only(String wanted) throws Exception {
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

    /** Messages that the carrier over HTTP has heard of. */
    long seenByStub() {
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
        Servers.delete(folder);
    }
}
