package benchmarks;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Gathers what was measured, and tells it: {@code bench.json} with every run, {@code bench.md} with the medians. */
final class Report {
    static final String CEILING = "closed loop";
    static final String SCHEDULE = "open loop";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final double WANTED_RATIO = 0.5;
    private static final double WANTED_RATE = 1000;
    private static final double WANTED_START_FAT = 25;
    private static final double WANTED_START_EXTRACTED = 15;
    private static final long WANTED_HEAP = 512;

    private record Cell(String server, int connections, String loop) {}

    private final Plan plan;
    private final Map<String, Object> machine;
    private final Instant at = Instant.now();
    private final Map<Cell, List<Measure>> cells = new LinkedHashMap<>();
    private final Map<String, List<Double>> starts = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> memory = new LinkedHashMap<>();

    Report(Plan plan, Map<String, Object> machine) {
        this.plan = plan;
        this.machine = machine;
    }

    void add(String server, int connections, String loop, Measure measure) {
        cells.computeIfAbsent(new Cell(server, connections, loop), cell -> new ArrayList<>())
                .add(measure);
    }

    void start(String how, double seconds) {
        starts.computeIfAbsent(how, name -> new ArrayList<>()).add(seconds);
    }

    void memory(String server, Map<String, Object> figures) {
        memory.put(server, figures);
    }

    /** Messages that were answered {@code sent} and that the carrier never saw. */
    long lost() {
        return cells.values().stream()
                .flatMap(List::stream)
                .mapToLong(Measure::lost)
                .sum();
    }

    void write(Path folder) throws IOException {
        List<Map<String, Object>> runs = new ArrayList<>();
        cells.forEach((cell, measures) -> runs.add(ordered(
                "server", cell.server, "connections", cell.connections, "loop", cell.loop, "measures", measures)));
        Map<String, Object> all =
                ordered("at", at.toString(), "machine", machine, "plan", plan, "starts_seconds", starts, "runs", runs);
        all.put("memory", memory);
        all.put("lost", lost());
        JSON.writeValue(folder.resolve("bench.json").toFile(), all);
        Files.writeString(folder.resolve("bench.md"), markdown());
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# Speed, " + at.toString().substring(0, 16) + "Z\n\n");
        text.append(machine.get("cores") + " cores (" + machine.get("processor") + "), " + machine.get("java")
                + ", load " + round((double) machine.get("load_before"), 2)
                + " before it began. Hub, carrier stub (answers after 50 ms), bare forward and load generator share them."
                + " Medians of " + plan.runs() + " interleaved runs of " + plan.seconds()
                + " s. Others' cores: busy with what is none of"
                + " these; where that is not near 0, only the ratios mean something.\n\n");
        text.append(
                "| Connections | Load | Server | Sent/s | p50 ms | p99 ms | CPU ms/message | Its cores | Others' cores |\n");
        text.append("|---|---|---|---|---|---|---|---|---|\n");
        cells.forEach((cell, measures) -> text.append(String.format(
                Locale.ROOT,
                "| %d | %s | %s | %.0f | %.0f | %.0f | %.2f | %.2f | %.2f |%n",
                cell.connections,
                cell.loop.equals(CEILING) ? CEILING : cell.loop + " " + plan.rate() + "/s",
                cell.server,
                Bench.median(measures, m -> m.phase().perSecond()),
                Bench.median(measures, m -> m.phase().p50()),
                Bench.median(measures, m -> m.phase().p99()),
                Bench.median(measures, Measure::cpuMillis),
                Bench.median(measures, Measure::cores),
                Bench.median(measures, Measure::othersCores))));
        if (plan.only() == Plan.Only.TWO_HUBS) {
            text.append("\nThe price of real servers, run by run and as median:\n\n");
            for (int connections : plan.connections()) {
                for (String loop : List.of(CEILING, SCHEDULE)) {
                    List<Double> ratios = ratios(Bench.ON_SERVERS, "hub", connections, loop, Measure::cpuMillis);
                    text.append("- " + connections + " connections, " + loop
                            + ", the hub's CPU per message (1 is that on H2 and its own broker, at most 1.15 is wanted): "
                            + ratios.stream().map(ratio -> round(ratio, 2)).toList() + ", median "
                            + round(Bench.median(ratios), 2) + "\n");
                }
            }
            return text.toString();
        }
        text.append("\nThe price of the pipeline, hub over bare, run by run and as median:\n\n");
        for (int connections : plan.connections()) {
            ratios(text, connections, "sent/s (1 is the bare forward's, more is better)", m -> m.phase()
                    .perSecond());
            ratios(text, connections, "CPU per message (1 is the bare forward's, less is better)", Measure::cpuMillis);
        }
        text.append("\n| Server | Resident now, peak (MiB) | Live heap after GC (MiB) |\n|---|---|---|\n");
        memory.forEach((server, figures) -> text.append("| " + server + " | " + figures.get("resident_now_mib") + ", "
                + figures.get("resident_peak_mib") + " | " + figures.get("heap_after_gc_mib") + " |\n"));
        text.append("\n" + verdicts());
        return text.toString();
    }

    private void ratios(StringBuilder text, int connections, String what, ToDoubleFunction<Measure> figure) {
        List<Double> ratios = ratios(connections, figure);
        if (!ratios.isEmpty()) {
            text.append("- " + connections + " connections, " + what + ": "
                    + ratios.stream().map(ratio -> round(ratio, 2)).toList() + ", median "
                    + round(Bench.median(ratios), 2) + "\n");
        }
    }

    /** At the ceiling, where both do what they can. */
    private List<Double> ratios(int connections, ToDoubleFunction<Measure> figure) {
        return ratios("hub", "bare", connections, CEILING, figure);
    }

    private List<Double> ratios(
            String one, String other, int connections, String loop, ToDoubleFunction<Measure> figure) {
        List<Measure> ours = cells.getOrDefault(new Cell(one, connections, loop), List.of());
        List<Measure> theirs = cells.getOrDefault(new Cell(other, connections, loop), List.of());
        List<Double> ratios = new ArrayList<>();
        for (int run = 0; run < Math.min(ours.size(), theirs.size()); run++) {
            ratios.add(figure.applyAsDouble(ours.get(run)) / figure.applyAsDouble(theirs.get(run)));
        }
        return ratios;
    }

    private String verdicts() {
        StringBuilder text = new StringBuilder("| Aim | Measured | |\n|---|---|---|\n");
        for (int connections : plan.connections()) {
            double ratio = Bench.median(ratios(connections, m -> m.phase().perSecond()));
            verdict(text, "half of the bare forward, " + connections + " connections", ratio, 2, ratio >= WANTED_RATIO);
        }
        double rate = plan.connections().stream()
                .map(connections -> cells.getOrDefault(new Cell("hub", connections, CEILING), List.of()))
                .mapToDouble(measures -> Bench.median(measures, m -> m.phase().perSecond()))
                .max()
                .orElse(Double.NaN);
        verdict(text, "1,000 accepted and sent a second", rate, 0, rate >= WANTED_RATE);
        double heap = memory.containsKey("hub")
                ? ((Number) memory.get("hub").get("heap_after_gc_mib")).doubleValue()
                : Double.NaN;
        verdict(text, "heap under 512 MiB (it runs with -Xmx512m; live after GC)", heap, 0, heap < WANTED_HEAP);
        double fat = Bench.median(starts.getOrDefault("fat jar", List.of()));
        verdict(text, "ready in under 25 s from the fat jar", fat, 1, fat < WANTED_START_FAT);
        double extracted = Bench.median(starts.getOrDefault("extracted", List.of()));
        verdict(text, "ready in under 15 s extracted", extracted, 1, extracted < WANTED_START_EXTRACTED);
        verdict(text, "no message that was said to be sent is lost", lost(), 0, lost() == 0);
        return text.toString();
    }

    private static void verdict(StringBuilder text, String aim, double measured, int digits, boolean met) {
        String word = Double.isNaN(measured) ? "not measured" : met ? "met" : "missed";
        text.append("| " + aim + " | " + round(measured, digits) + " | " + word + " |\n");
    }

    static Map<String, Object> read(String json) throws IOException {
        return JSON.readValue(json, new TypeReference<>() {});
    }

    static String round(double figure, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", figure);
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
