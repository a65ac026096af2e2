package com.dartwing.tel.hub.ops.health;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The samples of a page in Prometheus' text format (version 0.0.4). */
final class Metrics {

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{[^}]*})?\\s+(\\S+).*");

    private final Map<String, Double> samples = new LinkedHashMap<>();

    Metrics(String page) {
        page.lines().map(SAMPLE::matcher).filter(Matcher::matches).forEach(line -> {
            String labels = line.group(2) == null ? "" : line.group(2);
            samples.put(line.group(1) + labels, number(line.group(3)));
        });
    }

    /** The largest value of a metric over its labels; empty when the hub has no such metric. */
    OptionalDouble largest(String name) {
        return of(name).values().stream().mapToDouble(Double::doubleValue).max();
    }

    /** The values of a metric by the value of one label. */
    Map<String, Double> by(String name, String label) {
        Pattern pair = Pattern.compile("\\b" + label + "=\"([^\"]*)\"");
        Map<String, Double> found = new LinkedHashMap<>();
        of(name).forEach((sample, value) -> {
            Matcher matcher = pair.matcher(sample);
            if (matcher.find()) {
                found.merge(matcher.group(1), value, Math::max);
            }
        });
        return found;
    }

    private Map<String, Double> of(String name) {
        Map<String, Double> found = new LinkedHashMap<>(samples);
        found.keySet().removeIf(sample -> !sample.equals(name) && !sample.startsWith(name + "{"));
        return found;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }
}
