package benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * How fast partners are served over SMPP: {@code SmppBenchmark <jar> [seconds] [warm-up=seconds]}. One partner with a window
 * of 50, then 100 with 10 each; to a carrier over HTTP that tells nothing, then to one over SMPP whose receipts flow back to
 * the partners. Beside it in the same run the group writer alone, the SMPP library alone, and Kannel where it is installed.
 * What binds cost: {@code SmppBenchmark <jar> binds [count]}.
 */
final class SmppBenchmark implements AutoCloseable {
    private static final String PASSWORD = SmppHub.PASSWORD;
    private static final int WINDOW = 50;
    private static final int MANY = 100;
    private static final int MANY_WINDOW = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String OVER_SMPP = "echo";
    private static final List<String> CARRIERS = List.of("telnyx", OVER_SMPP);

    /** Seconds of load before anything is measured: it takes the compiler so long, beside the hub, on two cores. */
    private static final int WARM_UP = 240;

    private final int seconds;
    private final int warmUp;
    private final SmppEcho echo = new SmppEcho();
    private SmppHub hub;

    private SmppBenchmark(int seconds, int warmUp) throws IOException {
        this.seconds = seconds;
        this.warmUp = warmUp;
    }

    public static void main(String[] args) throws Exception {
        System.out.println(Machine.describe());
        if (args.length > 1 && args[1].equals("binds")) {
            SmppBinds.run(Path.of(args[0]), args.length > 2 ? Integer.parseInt(args[2]) : 1_000);
            System.exit(0);
        }
        List<String> words = List.of(args).subList(1, args.length);
        Plan.require(words, "\\d+|warm-up=\\d+", "./bench smpp [seconds] [warm-up=" + WARM_UP + "]");
        int seconds = words.stream()
                .filter(word -> !word.contains("="))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(8);
        try (SmppBenchmark bench = new SmppBenchmark(seconds, Plan.number(words, "warm-up", WARM_UP))) {
            bench.run(Path.of(args[0]));
        }
        System.exit(0);
    }

    private void run(Path jar) throws Exception {
        writer();
        hub = new SmppHub(jar, echo);
        List<String> one = List.of(hub.account("alone", WINDOW, 4));
        List<String> many = IntStream.range(0, MANY)
                .mapToObj(i -> hub.account(String.format("many%03d", i), MANY_WINDOW, 4))
                .toList();
        for (String carrier : CARRIERS) {
            hub.only(carrier);
            try (SmppLoad load = new SmppLoad(hub.smppPort(), many, PASSWORD, MANY_WINDOW, 60)) {
                load.run(warmUp / CARRIERS.size(), 0);
                drain(seen(carrier));
                drain(load::receipts);
            }
        }
        System.out.println(
                "| what | accepted/s | sent/s | p50 ms | p99 ms | at half: p50 | p99 | ms CPU/message | MiB |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (String carrier : CARRIERS) {
            hub.only(carrier);
            LongSupplier seen = seen(carrier);
            String to = carrier.equals(OVER_SMPP) ? "SMPP" : "HTTP";
            try (SmppLoad load = new SmppLoad(hub.smppPort(), one, PASSWORD, WINDOW, 0)) {
                hub("1 partner, window 50, to " + to, load, seen);
            }
            try (SmppLoad load = new SmppLoad(hub.smppPort(), many, PASSWORD, MANY_WINDOW, 60)) {
                hub("100 partners, window 10, to " + to, load, seen);
            }
        }
        try (SmppLoad load = new SmppLoad(echo.port(), one, PASSWORD, WINDOW, 0)) {
            load.run(seconds, 0);
            SmppLoad.Result full = load.run(seconds, 0);
            SmppLoad.Result half = load.run(seconds, full.perSecond() / 2);
            row("the library alone, window 50", full, full.perSecond(), half, "", "");
        }
        kannel();
    }

    /** Messages that a carrier has taken. */
    private LongSupplier seen(String carrier) {
        return carrier.equals(OVER_SMPP) ? echo::taken : hub::seenByStub;
    }

    private void hub(String what, SmppLoad load, LongSupplier seen) throws Exception {
        load.run(seconds, 0);
        drain(seen);
        Duration cpu = hub.process().cpu();
        long before = seen.getAsLong();
        long start = System.nanoTime();
        SmppLoad.Result full = load.run(seconds, 0);
        drain(seen);
        double sent = (seen.getAsLong() - before) / ((System.nanoTime() - start) / 1e9 - QUIET_SECONDS);
        String perMessage =
                String.format("%.2f", hub.process().cpu().minus(cpu).toNanos() / 1e6 / Math.max(1, full.answered()));
        SmppLoad.Result half = load.run(seconds, full.perSecond() / 2);
        drain(seen);
        row(what, full, sent, half, perMessage, String.valueOf(hub.process().residentMiB("VmRSS")));
        if (full.refused() + half.refused() > 0) {
            System.out.println("  refused: " + (full.refused() + half.refused()));
        }
        drain(load::receipts);
        System.out.printf("  receipts: %d of %d messages%n", load.receipts(), load.messages());
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

    /** What binds: the hub is to be half as fast as this. */
    private void writer() throws Exception {
        try (GroupWriter writer = new GroupWriter()) {
            writer.run(WINDOW, seconds);
            System.out.printf(
                    "The group writer alone, two steps a message: %.0f messages/s with %d under way, %.0f with %d%n",
                    writer.run(WINDOW, seconds), WINDOW, writer.run(MANY * MANY_WINDOW, seconds), MANY * MANY_WINDOW);
        }
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

    @Override
    public void close() throws IOException {
        if (hub != null) {
            hub.close();
        }
        echo.close();
    }
}
