package com.dartwing.tel.hub.ops.health;

import com.dartwing.tel.hub.ops.health.Check.Status;
import com.dartwing.tel.json.Json;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The command {@code health [--url=…] [--timeout=…] [--json]}: a table for people, JSON for programs. The person who asks
 * comes from the environment, for arguments are seen by everybody: {@code TEL_ADMIN_USER}, {@code TEL_ADMIN_PASSWORD}.
 */
public final class HealthCommand {

    /** The word after {@code java -jar hub.jar}. */
    public static final String WORD = "health";

    private static final String USAGE = "usage: health [--url=http://127.0.0.1:8000] [--timeout=<seconds>] [--json]";

    private record Options(String url, Duration timeout, boolean json) {}

    private HealthCommand() {}

    /** Exits with 0 when the hub is healthy, 1 when it is not, 2 when the command is not understood. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.getenv(), System.out));
    }

    static int run(String[] arguments, Map<String, String> environment, PrintStream out) {
        Options options;
        try {
            options = options(arguments, environment);
        } catch (IllegalArgumentException e) {
            out.println(USAGE);
            return 2;
        }
        String password = environment.get("TEL_ADMIN_PASSWORD");
        String login = password == null ? null : environment.getOrDefault("TEL_ADMIN_USER", "admin") + ":" + password;
        List<Check> checks = new HubHealth(new HubClient(options.url(), options.timeout(), login)).run();
        Status overall = Check.overall(checks);
        if (options.json()) {
            out.println(json(checks, overall));
        } else {
            table(checks, overall, out);
        }
        return overall == Status.HEALTHY ? 0 : 1;
    }

    private static Options options(String[] arguments, Map<String, String> environment) {
        String url = environment.getOrDefault("TEL_URL", "http://127.0.0.1:8000");
        Duration timeout = Duration.ofSeconds(5);
        boolean json = false;
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            if (argument.equals("--json")) {
                json = true;
            } else if (argument.startsWith("--url=")) {
                url = value;
            } else if (argument.startsWith("--timeout=")) {
                timeout = Duration.ofSeconds(Integer.parseInt(value));
            } else {
                throw new IllegalArgumentException(argument);
            }
        }
        String scheme = URI.create(url).getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme) || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(url);
        }
        return new Options(url, timeout, json);
    }

    private static String json(List<Check> checks, Status overall) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        result.put("overall_status", overall.word());
        result.put("checks", checks.stream().map(HealthCommand::view).toList());
        return Json.write(result);
    }

    private static Map<String, Object> view(Check check) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("service", check.service());
        view.put("status", check.status().word());
        if (check.latencyMs() != null) {
            view.put("latency_ms", check.latencyMs());
        }
        if (check.detail() != null) {
            view.put("detail", check.detail());
        }
        return view;
    }

    private static void table(List<Check> checks, Status overall, PrintStream out) {
        int widest = checks.stream()
                .mapToInt(check -> check.service().length())
                .max()
                .orElse(0);
        for (Check check : checks) {
            String latency = check.latencyMs() == null ? "" : "%.1f ms".formatted(check.latencyMs());
            out.printf(
                    "  %-" + widest + "s  %-14s  %10s  %s%n",
                    check.service(),
                    check.status().word(),
                    latency,
                    check.detail() == null ? "" : check.detail());
        }
        out.println("The hub is " + overall.word() + ".");
    }
}
