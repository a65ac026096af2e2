package benchmarks;

import benchmarks.Servers.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Callers who make calls through a hub, have texts spoken and sounds played in them, and hang up; whoever is called answers
 * at once, as their carrier reports. What is timed are the commands; the reports are the hub's work all the same. A command
 * that is refused ends it.
 */
final class CallsLoad implements AutoCloseable {
    private static final int CALLERS = 64;
    private static final String METHOD = "/api/method/dartwing_tel.api.voice.";
    private static final String SPEAK = ",\"text\":\"You have an appointment tomorrow at nine\"";
    private static final String PLAY = ",\"audio_url\":\"https://example.com/briefing.mp3\"";

    /** What the callers did in a while; times in milliseconds, by command. */
    record Done(double seconds, Map<String, Histogram> times) {
        long commands() {
            return times.values().stream().mapToLong(Histogram::total).sum();
        }

        double perSecond() {
            return commands() / seconds;
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(String.format("%.1f commands/s", perSecond()));
            times.forEach((command, one) -> text.append(
                    String.format("; %s p50 %.1f ms, p99 %.1f ms", command, one.millis(0.5), one.millis(0.99))));
            return text.toString();
        }
    }

    private final Servers servers;
    private final Server hub;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    /** Calls that are up, the oldest first. */
    private final Queue<String> open = new ConcurrentLinkedQueue<>();

    private final AtomicInteger serials = new AtomicInteger();
    private final AtomicLong reports = new AtomicLong();
    private final Map<String, Histogram> times = new LinkedHashMap<>();

    CallsLoad(Servers servers, Server hub) {
        this.servers = servers;
        this.hub = hub;
    }

    int open() {
        return open.size();
    }

    /** Makes so many calls, which stay up. */
    void open(int calls) throws Exception {
        AtomicInteger left = new AtomicInteger(calls);
        together(() -> {
            while (left.getAndDecrement() > 0) {
                open.add(make(System.nanoTime()));
            }
            return null;
        });
    }

    /** Hangs up on all. */
    void end() throws Exception {
        together(() -> {
            for (String call = open.poll(); call != null; call = open.poll()) {
                hangUp(call, System.nanoTime());
            }
            return null;
        });
    }

    /** Whole calls, one after the other, each of the callers as fast as it is answered. */
    Done ceiling(int seconds) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        return timed(() -> {
            while (System.nanoTime() - end < 0) {
                String call = make(System.nanoTime());
                command("speak", call, SPEAK, System.nanoTime());
                command("play_audio", call, PLAY, System.nanoTime());
                hangUp(call, System.nanoTime());
            }
            return null;
        });
    }

    /**
     * Commands at a steady rate, which no slow answer delays, in turns: a text in one of the calls that are up, a sound in
     * another, the end of the oldest, and a new one. Times count from when a command was due.
     */
    Future<Done> steady(int rate, int seconds, ExecutorService aside) {
        return aside.submit(() -> {
            long start = System.nanoTime();
            AtomicLong next = new AtomicLong();
            return timed(() -> {
                for (long n = next.getAndIncrement(); n < (long) rate * seconds; n = next.getAndIncrement()) {
                    long due = start + (long) (n * 1e9 / rate);
                    TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                    if (n % 4 == 3) {
                        open.add(make(due));
                        continue;
                    }
                    String call = open.remove();
                    if (n % 4 == 2) {
                        hangUp(call, due);
                    } else {
                        command(n % 4 == 0 ? "speak" : "play_audio", call, n % 4 == 0 ? SPEAK : PLAY, due);
                        open.add(call);
                    }
                }
                return null;
            });
        });
    }

    private Done timed(Callable<Void> caller) throws Exception {
        forget();
        long start = System.nanoTime();
        together(caller);
        return new Done((System.nanoTime() - start) / 1e9, forget());
    }

    /** The times until now; later ones are counted anew. */
    private Map<String, Histogram> forget() {
        synchronized (times) {
            Map<String, Histogram> until = new LinkedHashMap<>(times);
            times.clear();
            return until;
        }
    }

    private void together(Callable<Void> caller) throws Exception {
        List<Future<Void>> all = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            all.add(callers.submit(caller));
        }
        for (Future<Void> one : all) {
            one.get();
        }
    }

    private String make(long due) throws IOException, InterruptedException {
        String to = String.format("+1628555%04d", serials.getAndIncrement() % 10_000);
        String answer =
                ask("make_call", "{\"to\":\"" + to + "\",\"preferred_carrier\":\"" + Servers.CARRIER + "\"}", due);
        String call = answer.replaceFirst(".*\"call_id\":\"([^\"]+)\".*", "$1");
        report(call, "call.answered", "");
        return call;
    }

    private void command(String name, String call, String more, long due) throws IOException, InterruptedException {
        ask(name, "{\"call_id\":\"" + call + "\"" + more + "}", due);
    }

    private void hangUp(String call, long due) throws IOException, InterruptedException {
        command("hangup", call, "", due);
        report(call, "call.hangup", ",\"hangup_cause\":\"normal_clearing\"");
    }

    private String ask(String command, String json, long due) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port() + METHOD + command))
                .header("Authorization", "Bearer " + servers.key())
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        long micros = (System.nanoTime() - due) / 1000;
        if (answer.statusCode() != 200) {
            throw new IOException(command + " was refused: " + answer.statusCode() + " " + answer.body());
        }
        synchronized (times) {
            times.computeIfAbsent(command, name -> new Histogram()).add(micros);
        }
        return answer.body();
    }

    /** The carrier's ids of a call are made of our attempt, as {@link StubCarrier} makes them. */
    private void report(String call, String event, String more) throws IOException, InterruptedException {
        String attempt = call + "-0.1";
        String state = Base64.getEncoder().encodeToString(attempt.getBytes(StandardCharsets.ISO_8859_1));
        servers.report(
                hub,
                "{\"data\":{\"record_type\":\"event\",\"event_type\":\"" + event + "\",\"id\":\"event-"
                        + reports.incrementAndGet() + "\",\"occurred_at\":\"" + Instant.now()
                        + "\",\"payload\":{\"call_control_id\":\"" + StubCarrier.callId(attempt)
                        + "\",\"client_state\":\"" + state + "\"" + more + "}}}");
    }

    @Override
    public void close() {
        callers.shutdownNow();
    }
}
