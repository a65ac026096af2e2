package benchmarks;

import benchmarks.Servers.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures how fast the packaged hub carries SMS, beside a route that only forwards. Hub, bare forward, carrier and load
 * generator are a process each, on loopback; hub and bare take turns, so that what else the machine does meets both.
 *
 * <p>Arguments: the fat jar, the folder into which it was extracted, the folder of compiled benchmark classes, and what
 * {@link Plan} understands.
 */
final class Bench {
    /** The hub on real servers, where there are two. */
    static final String ON_SERVERS = "hub on servers";

    private final Servers servers;
    private final Plan plan;

    private Bench(Servers servers, Plan plan) {
        this.servers = servers;
        this.plan = plan;
    }

    public static void main(String[] args) throws Exception {
        Plan plan = Plan.of(List.of(args).subList(3, args.length));
        Report report;
        try (Servers servers = new Servers(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]))) {
            report = new Bench(servers, plan).run();
        }
        System.out.println();
        System.out.println(report.markdown());
        System.exit(report.lost() == 0 ? 0 : 1);
    }

    private Report run() throws Exception {
        Report report = new Report(plan, Machine.describe());
        measureStarts(report);
        servers.startStubAndLoad();
        List<Server> measured = new ArrayList<>();
        if (plan.only() != Plan.Only.BARE) {
            boolean two = plan.only() == Plan.Only.TWO_HUBS;
            measured.add(servers.startHub("hub", plan.profile(), two ? List.of() : Servers.GIVEN));
        }
        if (plan.only() == Plan.Only.TWO_HUBS) {
            measured.add(servers.startHub(ON_SERVERS, false, Servers.GIVEN));
        } else if (plan.only() != Plan.Only.HUB) {
            measured.add(servers.startBare());
        }
        int most = plan.connections().stream().max(Comparator.naturalOrder()).orElseThrow();
        for (Server server : measured) {
            say("Warming up " + server.name());
            servers.phase(server, most, 0, plan.warmUpSeconds());
            servers.awaitIdle(server);
        }
        for (int run = 1; run <= plan.runs(); run++) {
            for (int connections : plan.connections()) {
                // Who goes first changes from run to run.
                for (int turn = 0; turn < measured.size(); turn++) {
                    Server server = measured.get((run + turn) % measured.size());
                    report.add(server.name(), connections, Report.CEILING, measure(server, connections, 0));
                    report.add(server.name(), connections, Report.SCHEDULE, measure(server, connections, plan.rate()));
                }
            }
        }
        for (Server server : measured) {
            Map<String, Object> memory = new LinkedHashMap<>();
            memory.put("resident_now_mib", server.process().residentMiB("VmRSS"));
            memory.put("resident_peak_mib", server.process().residentMiB("VmHWM"));
            memory.put("heap_after_gc_mib", server.process().heapMiB());
            report.memory(server.name(), memory);
        }
        report.write(servers.out());
        return report;
    }

    /** From the process's start until its readiness probe says yes; each first start, on an empty data directory. */
    private void measureStarts(Report report) throws Exception {
        if (plan.only() == Plan.Only.BARE) {
            return;
        }
        for (int run = 0; run < plan.starts(); run++) {
            for (boolean fat : List.of(true, false)) {
                String name = fat ? "fat jar" : "extracted";
                double seconds = servers.secondsToStart(fat);
                say("Ready from the " + name + " in " + Report.round(seconds, 1) + " s");
                report.start(name, seconds);
            }
        }
    }

    private Measure measure(Server server, int connections, int rate) throws Exception {
        Map<String, Object> seenBefore = servers.seen();
        Duration cpuBefore = server.process().cpu();
        Duration othersBefore = servers.others();
        Phase phase = servers.phase(server, connections, rate, plan.seconds());
        Duration cpuLoaded = server.process().cpu().minus(cpuBefore);
        Duration others = servers.others().minus(othersBefore);
        // What is left to do for these messages is paid by these messages, and does not disturb the next run.
        boolean idle = servers.awaitIdle(server);
        Duration cpu = server.process().cpu().minus(cpuBefore);
        Map<String, Object> seenAfter = servers.seen();
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
                server.name(),
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

    private static long number(Map<String, Object> json, String name) {
        return ((Number) json.get(name)).longValue();
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
}
