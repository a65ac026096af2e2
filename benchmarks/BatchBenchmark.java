package benchmarks;

import benchmarks.Servers.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How long batches take, from their request to the last message that a carrier took. The carrier answers after 50 ms; each
 * batch has the fastest pace there is, a thousand a second.
 *
 * <p>Arguments: the fat jar, the folder into which it was extracted, the folder of compiled benchmark classes, and
 * {@code [recipients=100000] [batches=2] [warm-up=60]}.
 */
final class BatchBenchmark {

    private static final int CONNECTIONS = 64;
    /** Beyond those of the warm-up. */
    private static final int FIRST_SERIAL = 1 << 25;

    private static final String CALL = "/api/method/dartwing_tel.api.sms.";
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Servers servers;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private BatchBenchmark(Servers servers) {
        this.servers = servers;
    }

    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args).subList(3, args.length);
        Plan.require(
                words,
                "(recipients|batches|warm-up)=\\d+",
                "./bench batch [recipients=100000] [batches=2] [warm-up=60]");
        try (Servers servers = new Servers(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]))) {
            new BatchBenchmark(servers)
                    .run(
                            Plan.number(words, "recipients", 100_000),
                            Plan.number(words, "batches", 2),
                            Plan.number(words, "warm-up", 60));
        }
    }

    private void run(int recipients, int batches, int warmUp) throws Exception {
        servers.startStubAndLoad();
        Server hub = servers.startHub("hub", false, List.of());
        System.out.println(Machine.describe());
        servers.phase(hub, CONNECTIONS, 0, warmUp);
        servers.awaitIdle(hub);
        long seenBefore = distinct();
        double cpuBefore = hub.process().cpu().toNanos();
        long start = System.nanoTime();
        List<String> ids = new ArrayList<>();
        for (int batch = 0; batch < batches; batch++) {
            int first = batch * (recipients / batches);
            ids.add(send(hub, first, batch == batches - 1 ? recipients : first + recipients / batches));
        }
        System.out.printf("%d recipients stored in %d batches after %.1f s%n", recipients, batches, since(start));
        int sent = 0;
        for (String id : ids) {
            sent += awaitEnd(hub, id, start);
        }
        double seconds = since(start);
        servers.awaitIdle(hub);
        System.out.printf(
                "%d sent after %.1f s: %.0f a second, %.2f ms of the hub's CPU a message, live heap %d MiB%n",
                sent,
                seconds,
                sent / seconds,
                (hub.process().cpu().toNanos() - cpuBefore) / 1e6 / sent,
                hub.process().heapMiB());
        long seen = distinct() - seenBefore;
        if (sent != recipients || seen != recipients) {
            throw new IOException(
                    "Of " + recipients + " messages " + sent + " are said to be sent, and the carrier saw " + seen);
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private long distinct() throws Exception {
        return ((Number) servers.seen().get("distinct")).longValue();
    }

    private String send(Server hub, int first, int end) throws IOException, InterruptedException {
        StringBuilder all = new StringBuilder();
        for (int i = first; i < end; i++) {
            all.append(i == first ? "" : ",")
                    .append(String.format(
                            "{\"to\":\"+1%d%07d\",\"body\":\"%s%08x of those whose parcel waits until Friday\"}",
                            i % 2 == 0 ? 212 : 415, 5_000_000 + i / 2, Load.SERIAL, FIRST_SERIAL + i));
        }
        HttpRequest request = ask(hub, "send_batch_sms")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"recipients\":[" + all + "],\"messages_per_second\":1000}"))
                .build();
        return answer(request).get("batch_id").toString();
    }

    /** Waits until each message was taken or has failed, and says how many were taken. */
    private int awaitEnd(Server hub, String id, long start) throws IOException, InterruptedException {
        HttpRequest request =
                ask(hub, "get_batch?batch_id=" + id + "&limit=1").GET().build();
        while (since(start) < LONGEST.toSeconds()) {
            Map<String, Object> state = answer(request);
            if (state.get("status").equals("completed")) {
                return ((Number) state.get("sent_count")).intValue();
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        throw new IOException("The batch " + id + " does not end: " + answer(request));
    }

    private HttpRequest.Builder ask(Server hub, String call) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port() + CALL + call))
                .header("Authorization", "Bearer " + servers.key())
                .header("Content-Type", "application/json")
                .timeout(Duration.ofMinutes(2));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> answer(HttpRequest request) throws IOException, InterruptedException {
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(request.uri() + " answered " + response.statusCode() + " " + response.body());
        }
        return (Map<String, Object>) Report.read(response.body()).get("message");
    }
}
