package benchmarks;

import benchmarks.Servers.Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many commands about calls the hub carries out in a second, what a thousand calls that are up cost it, and what SMS
 * notice of them: SMS at a steady rate, alone and while calls are up, begin, end and are spoken in; in turns. The carrier
 * answers after 50 ms.
 *
 * <p>Arguments: the fat jar, the folder into which it was extracted, the folder of compiled benchmark classes, and
 * {@code [runs=3] [calls=1000] [commands=100] [rate=200] [warm-up=60]}.
 */
final class VoiceBenchmark {

    private static final int CONNECTIONS = 64;
    private static final int SECONDS = 15;

    private VoiceBenchmark() {}

    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args).subList(3, args.length);
        Plan.require(
                words,
                "(runs|calls|commands|rate|warm-up)=\\d+",
                "./bench voice [runs=3] [calls=1000] [commands=100] [rate=200] [warm-up=60]");
        int runs = Plan.number(words, "runs", 3);
        int calls = Plan.number(words, "calls", 1000);
        int commands = Plan.number(words, "commands", 100);
        int rate = Plan.number(words, "rate", 200);
        int warmUp = Plan.number(words, "warm-up", 60);
        ExecutorService aside = Executors.newSingleThreadExecutor();
        try (Servers servers = new Servers(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]))) {
            servers.startStubAndLoad();
            Server hub = servers.startHub("hub", false, List.of());
            System.out.println(Machine.describe());
            try (CallsLoad load = new CallsLoad(servers, hub)) {
                servers.phase(hub, CONNECTIONS, 0, warmUp);
                load.ceiling(warmUp);
                for (int run = 0; run < runs; run++) {
                    servers.awaitIdle(hub);
                    double before = hub.process().cpu().toNanos();
                    CallsLoad.Done done = load.ceiling(SECONDS);
                    servers.awaitIdle(hub);
                    System.out.printf(
                            "Whole calls, %s; %.2f ms of the hub's CPU for a command and its reports%n",
                            done, (hub.process().cpu().toNanos() - before) / 1e6 / done.commands());
                }
                List<Double> growths = new ArrayList<>();
                for (int run = 0; run < runs; run++) {
                    servers.awaitIdle(hub);
                    long heap = hub.process().heapMiB();
                    Phase alone = servers.phase(hub, CONNECTIONS, rate, SECONDS);
                    load.open(calls);
                    servers.awaitIdle(hub);
                    int up = load.open();
                    long heapWith = hub.process().heapMiB();
                    Future<CallsLoad.Done> commanding = load.steady(commands, SECONDS, aside);
                    Phase beside = servers.phase(hub, CONNECTIONS, rate, SECONDS);
                    CallsLoad.Done done = commanding.get();
                    load.end();
                    growths.add(beside.p99() / alone.p99());
                    System.out.printf(
                            "%d SMS/s: p50 %.1f ms, p99 %.1f ms%s; beside %d calls: p50 %.1f ms, p99 %.1f ms%s; %s;"
                                    + " live heap %d MiB, with the calls %d MiB%n",
                            rate,
                            alone.p50(),
                            alone.p99(),
                            alone.trouble(),
                            up,
                            beside.p50(),
                            beside.p99(),
                            beside.trouble(),
                            done,
                            heap,
                            heapWith);
                }
                System.out.printf(
                        "The 99th percentile of SMS beside calls is %.2f of its own (median of %d)%n",
                        Bench.median(growths), runs);
            }
        } finally {
            aside.shutdownNow();
        }
    }
}
