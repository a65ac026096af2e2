package benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What many binds cost the hub, whose heap is 512 MiB at most: they stand, each sends a few messages, and hears a receipt of
 * each. Ten binds to an account.
 */
final class SmppBinds {
    private static final int BINDS_OF_ACCOUNT = 10;
    private static final int WINDOW = 10;
    private static final int MESSAGES = 5;
    /** The hub looks at twenty binds a second of one address. */
    private static final int PAUSE_MILLIS = 60;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private SmppBinds() {}

    static void run(Path jar, int count) throws Exception {
        try (SmppEcho echo = new SmppEcho();
                SmppHub hub = new SmppHub(jar, echo)) {
            hub.only("echo");
            System.out.println("| what | live heap MiB | resident MiB | threads |");
            System.out.println("|---|---|---|---|");
            row("no binds", hub.process());
            List<String> systemIds = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int bind = i % BINDS_OF_ACCOUNT;
                String systemId = String.format("binds%04d", i / BINDS_OF_ACCOUNT);
                systemIds.add(bind == 0 ? hub.account(systemId, WINDOW, BINDS_OF_ACCOUNT) : systemId);
            }
            Duration cpu = hub.process().cpu();
            long start = System.nanoTime();
            try (SmppLoad load = new SmppLoad(hub.smppPort(), systemIds, SmppHub.PASSWORD, WINDOW, PAUSE_MILLIS)) {
                double seconds = (System.nanoTime() - start) / 1e9;
                cpu = hub.process().cpu().minus(cpu);
                row(count + " binds", hub.process());
                SmppLoad.Result sent = load.each(MESSAGES);
                long told = receipts(load, sent.answered());
                row("and " + sent.answered() + " messages with receipts", hub.process());
                System.out.printf(
                        "%d binds in %.1f s, %d ms apart; %.1f s of the hub's CPU%n",
                        count, seconds, PAUSE_MILLIS, cpu.toMillis() / 1e3);
                System.out.printf(
                        "%d messages in %.1f s, %d refused; %d receipts; %d binds ended; answers p50 %.1f ms, p99 %.1f ms%n",
                        sent.answered(),
                        sent.seconds(),
                        sent.refused(),
                        told,
                        load.ended(),
                        sent.times().millis(0.5),
                        sent.times().millis(0.99));
            }
        }
        System.out.println("Warnings and errors in " + SmppHub.LOG + ": " + complaints());
    }

    private static long receipts(SmppLoad load, long expected) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (load.receipts() < expected && System.nanoTime() < giveUp) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return load.receipts();
    }

    private static void row(String what, Child hub) throws IOException {
        System.out.printf("| %s | %d | %d | %d |%n", what, hub.heapMiB(), hub.residentMiB("VmRSS"), hub.threads());
    }

    private static long complaints() throws IOException {
        try (Stream<String> lines = Files.lines(SmppHub.LOG)) {
            return lines.filter(line -> line.contains("WARN") || line.contains("ERROR"))
                    .count();
        }
    }
}
