package benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Java process that the benchmark started and will end, and what it costs the machine. */
final class Child implements AutoCloseable {
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
    private static final Pattern USED_HEAP = Pattern.compile("total \\d+K, used (\\d+)K");

    private final Process process;
    private final Thread endWithUs = new Thread(this::end);

    private Child(ProcessBuilder builder) throws IOException {
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(endWithUs);
    }

    /** A server, whose words go to a log. */
    static Child logging(Path log, Map<String, String> environment, List<String> arguments) throws IOException {
        ProcessBuilder builder = java(environment, arguments);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new Child(builder);
    }

    /** A helper that is spoken to in lines. */
    static Child talking(Map<String, String> environment, List<String> arguments) throws IOException {
        return new Child(java(environment, arguments).redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    private static ProcessBuilder java(Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(JAVA_HOME.resolve("bin/java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        // What configures the servers is what is written here, not what the shell has.
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(TEL|SPRING|CAMEL|SERVER|MANAGEMENT|LOGGING)_.*|JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** For a helper's {@code main}: no helper outlives the benchmark, however that ends. */
    static void endWithParent() {
        Thread watch = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    // The parent says nothing more.
                }
            } catch (IOException e) {
                // Gone as well.
            }
            Runtime.getRuntime().halt(0);
        });
        watch.setDaemon(true);
        watch.start();
    }

    String line() throws IOException {
        BufferedReader words = process.inputReader(UTF_8);
        String line = words.readLine();
        if (line == null) {
            throw new IOException("The helper has ended");
        }
        return line;
    }

    String ask(String line) throws IOException {
        BufferedWriter words = process.outputWriter(UTF_8);
        words.write(line + "\n");
        words.flush();
        return line();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory in MiB: now ({@code VmRSS}) or at its highest ({@code VmHWM}). */
    long residentMiB(String which) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith(which + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** Threads of the system that it has. */
    long threads() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return tasks.count();
        }
    }

    /** What lives in the heap after a full collection, in MiB. */
    long heapMiB() throws IOException {
        jcmd("GC.run");
        Matcher used = USED_HEAP.matcher(jcmd("GC.heap_info"));
        long kib = 0;
        while (used.find()) {
            kib += Long.parseLong(used.group(1));
        }
        return kib / 1024;
    }

    private String jcmd(String command) throws IOException {
        Process asked = new ProcessBuilder(
                        JAVA_HOME.resolve("bin/jcmd").toString(), Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        return new String(asked.getInputStream().readAllBytes(), UTF_8);
    }

    private void end() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(endWithUs);
        } catch (IllegalStateException e) {
            // The hook is what closes.
        }
    }

    static RuntimeException unchecked(IOException e) {
        return new UncheckedIOException(e);
    }
}
