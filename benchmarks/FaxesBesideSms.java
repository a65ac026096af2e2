package benchmarks;

import benchmarks.Servers.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What SMS notice of faxes: requests at a steady rate, alone and while callers ask for faxes of ten pages and a cover, so
 * many at a time, each again when its last is ready; in turns. Prints the times, and by how much the 99th percentile grows.
 *
 * <p>Arguments: the fat jar, the folder into which it was extracted, the folder of compiled benchmark classes, and
 * {@code [runs=3] [rate=200] [faxes=16] [warm-up=60]}.
 */
final class FaxesBesideSms {

    private static final int PAGES = 10;
    private static final int CONNECTIONS = 64;
    private static final int SECONDS = 15;
    private static final int LINES_OF_A_PAGE = 60;
    private static final String LINE = "Of boxes 14, 28 and 365 nobody knew zero or more, and the letter went on\n";
    private static final String BOUNDARY = "----a-fax-of-the-benchmark";
    private static final String SEND = "/api/method/dartwing_tel.api.fax.send_fax";

    private final Servers servers;
    private final int atATime;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private FaxesBesideSms(Servers servers, int atATime) {
        this.servers = servers;
        this.atATime = atATime;
    }

    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args).subList(3, args.length);
        Plan.require(
                words,
                "(runs|rate|faxes|warm-up)=\\d+",
                "./bench fax-beside-sms [runs=3] [rate=200] [faxes=16] [warm-up=60]");
        try (Servers servers = new Servers(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]))) {
            new FaxesBesideSms(servers, Plan.number(words, "faxes", 16))
                    .run(
                            Plan.number(words, "runs", 3),
                            Plan.number(words, "rate", 200),
                            Plan.number(words, "warm-up", 60));
        }
    }

    private void run(int runs, int rate, int warmUp) throws Exception {
        servers.startStubAndLoad();
        Server hub = servers.startHub("hub", false, List.of());
        System.out.println(Machine.describe());
        servers.phase(hub, CONNECTIONS, 0, warmUp);
        beside(hub, rate);
        List<Double> growths = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            servers.awaitIdle(hub);
            Phase alone = servers.phase(hub, CONNECTIONS, rate, SECONDS);
            servers.awaitIdle(hub);
            Beside beside = beside(hub, rate);
            growths.add(beside.sms.p99() / alone.p99());
            System.out.printf(
                    "%d SMS/s: p50 %.1f ms, p99 %.1f ms%s; beside %d faxes in %d s: p50 %.1f ms, p99 %.1f ms%s%n",
                    rate,
                    alone.p50(),
                    alone.p99(),
                    alone.trouble(),
                    beside.faxes,
                    SECONDS,
                    beside.sms.p50(),
                    beside.sms.p99(),
                    beside.sms.trouble());
        }
        System.out.printf(
                "The 99th percentile beside faxes is %.2f of its own (median of %d)%n", Bench.median(growths), runs);
    }

    /** SMS, and the faxes that were made ready meanwhile. */
    private record Beside(Phase sms, int faxes) {}

    private Beside beside(Server hub, int rate) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger ready = new AtomicInteger();
        ExecutorService callers = Executors.newFixedThreadPool(atATime);
        List<Future<?>> sending = new ArrayList<>();
        for (int i = 0; i < atATime; i++) {
            sending.add(callers.submit(() -> {
                while (!over.get()) {
                    send(hub, String.format("+1628555%04d", ready.get() % 10_000));
                    ready.incrementAndGet();
                }
                return null;
            }));
        }
        Phase sms;
        int faxes;
        try {
            sms = servers.phase(hub, CONNECTIONS, rate, SECONDS);
            faxes = ready.get();
        } finally {
            over.set(true);
            callers.shutdown();
        }
        for (Future<?> one : sending) {
            one.get(1, TimeUnit.MINUTES);
        }
        return new Beside(sms, faxes);
    }

    private void send(Server hub, String to) throws IOException, InterruptedException {
        StringBuilder form = new StringBuilder();
        Map.of("to", to, "cover_page_enabled", "true", "cover_page_template", "medical", "cover_page.to_name", "Ogawa")
                .forEach((name, value) -> part(form, "; name=\"" + name + "\"\r\n\r\n" + value));
        part(
                form,
                "; name=\"document\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n"
                        + LINE.repeat(PAGES * LINES_OF_A_PAGE));
        form.append("--").append(BOUNDARY).append("--\r\n");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port() + SEND))
                .header("Authorization", "Bearer " + servers.key())
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(form.toString(), StandardCharsets.UTF_8))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("A fax was not accepted: " + answer.statusCode() + " " + answer.body());
        }
    }

    private static void part(StringBuilder form, String rest) {
        form.append("--")
                .append(BOUNDARY)
                .append("\r\nContent-Disposition: form-data")
                .append(rest)
                .append("\r\n");
    }
}
