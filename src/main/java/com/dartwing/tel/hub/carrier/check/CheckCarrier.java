package com.dartwing.tel.hub.carrier.check;

import ch.qos.logback.classic.Level;
import com.dartwing.tel.hub.routes.RouteFiles;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command: {@code check <name> [--tel.routes-dir=<directory>]}. */
public final class CheckCarrier {

    private static final String DIRECTORY = "--tel.routes-dir=";

    private CheckCarrier() {}

    /** Exits with 0 when nothing is missing or wrong, 1 when something is, 2 when there is no such carrier. */
    public static void main(String[] arguments) {
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        System.exit(run(arguments, System.out));
    }

    static int run(String[] arguments, PrintStream out) {
        Path directory = null;
        List<String> words = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.startsWith(DIRECTORY)) {
                directory = Path.of(argument.substring(DIRECTORY.length()));
            } else {
                words.add(argument);
            }
        }
        if (words.size() != 2 || !words.get(0).equals("check")) {
            out.println("usage: ./carrier check <name> [" + DIRECTORY + "<directory>]");
            return 2;
        }
        if (directory != null && !Files.isDirectory(directory)) {
            out.println("There is no directory " + directory);
            return 2;
        }
        Optional<CarrierFolder> folder = CarrierFolder.read(new RouteFiles(directory), words.get(1));
        if (folder.isEmpty()) {
            out.println("There is no carriers/" + words.get(1) + "/carrier.yaml");
            return 2;
        }
        return print(folder.get(), findings(folder.get()), out);
    }

    static List<Finding> findings(CarrierFolder folder) {
        List<Finding> findings = new ArrayList<>(CheckDeclaration.of(folder));
        findings.addAll(CheckOperations.of(folder));
        findings.addAll(CheckWebhook.of(folder));
        return findings;
    }

    private static int print(CarrierFolder folder, List<Finding> findings, PrintStream out) {
        out.println("carrier " + folder.name());
        int widest = findings.stream()
                .mapToInt(finding -> finding.subject().length())
                .max()
                .orElse(0);
        for (Finding finding : findings) {
            out.printf(
                    "  %-8s %-" + widest + "s  %s%n",
                    finding.verdict().name().toLowerCase(Locale.ROOT),
                    finding.subject(),
                    finding.detail());
        }
        long faults =
                findings.stream().filter(finding -> finding.verdict().isFault()).count();
        out.println(faults == 0 ? "Complete." : faults + " missing or wrong.");
        return faults == 0 ? 0 : 1;
    }
}
