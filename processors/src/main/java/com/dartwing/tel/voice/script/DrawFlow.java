package com.dartwing.tel.voice.script;

import com.dartwing.tel.voice.script.FlowStep.Way;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Draws a flow as SVG 1.1: its steps in rows, each below those that lead to it, its ways as arrows with the key that is
 * pressed; ways that lead back are dashed. Without scripts, styles or anything from elsewhere.
 */
public final class DrawFlow {

    private static final int WIDTH = 230;
    private static final int HEIGHT = 74;
    private static final int GAP_X = 50;
    private static final int GAP_Y = 86;
    private static final int MARGIN = 80;
    private static final int LINE = 28;
    private static final Map<String, String> COLOURS = Map.of(
            "menu", "#dbeafe",
            "gather", "#e0e7ff",
            "play", "#dcfce7",
            "speak", "#dcfce7",
            "forward", "#fef3c7",
            "hangup", "#fee2e2");

    private record Place(int row, int x, int y) {}

    private final Flow flow;
    private final Map<String, Integer> rows = new LinkedHashMap<>();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final StringBuilder svg = new StringBuilder();
    private int width;
    private int lanes;

    private DrawFlow(Flow flow) {
        this.flow = flow;
    }

    /** @param name the flow's, shown above it */
    public static String svg(String name, Flow flow) {
        return new DrawFlow(flow).draw(name);
    }

    private String draw(String name) {
        descend(flow.start(), 0, new HashSet<>());
        List<List<String>> all = new ArrayList<>();
        rows.forEach((step, row) -> {
            while (all.size() <= row) {
                all.add(new ArrayList<>());
            }
            all.get(row).add(step);
        });
        int widest = all.stream().mapToInt(List::size).max().orElse(1);
        width = 2 * MARGIN + widest * (WIDTH + GAP_X) - GAP_X;
        int height = 2 * MARGIN + all.size() * (HEIGHT + GAP_Y) - GAP_Y;
        for (int row = 0; row < all.size(); row++) {
            List<String> steps = all.get(row);
            int left = (width - steps.size() * (WIDTH + GAP_X) + GAP_X) / 2;
            for (int i = 0; i < steps.size(); i++) {
                places.put(steps.get(i), new Place(row, left + i * (WIDTH + GAP_X), MARGIN + row * (HEIGHT + GAP_Y)));
            }
        }
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"13\">",
                width, height, width, height);
        add("<title>%s</title>", escaped(name));
        add(
                "<defs><marker id=\"arrow\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\" markerHeight=\"8\""
                        + " orient=\"auto\"><path d=\"M0 0L10 5L0 10z\" fill=\"#475569\"/></marker></defs>");
        add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", width, height);
        add(
                "<text x=\"%d\" y=\"30\" font-size=\"18\" font-weight=\"bold\" fill=\"#0f172a\">%s</text>",
                20, escaped(name));
        places.keySet().forEach(this::ways);
        places.keySet().forEach(this::box);
        add("</svg>");
        return svg.toString();
    }

    /** The row of a step is below each that leads to it, but for those that it leads back to. */
    private void descend(String step, int row, Set<String> above) {
        if (above.contains(step) || rows.getOrDefault(step, -1) >= row) {
            return;
        }
        rows.put(step, row);
        Set<String> further = new HashSet<>(above);
        further.add(step);
        flow.steps().get(step).ways().forEach(way -> descend(way.to(), row + 1, further));
    }

    private void ways(String step) {
        Map<String, List<String>> labels = new LinkedHashMap<>();
        for (Way way : flow.steps().get(step).ways()) {
            labels.computeIfAbsent(way.to(), to -> new ArrayList<>()).add(way.when());
        }
        int n = 0;
        for (Map.Entry<String, List<String>> way : labels.entrySet()) {
            n++;
            Place from = places.get(step);
            Place to = places.get(way.getKey());
            int x = from.x() + WIDTH * n / (labels.size() + 1);
            arrow(from, to, x, String.join(", ", way.getValue()), n);
        }
    }

    private void arrow(Place from, Place to, int x, String label, int n) {
        int top = from.y() + HEIGHT;
        int aim = to.x() + WIDTH / 2;
        int bend = GAP_Y / 2;
        if (to.row() <= from.row()) {
            int right = from.x() + WIDTH;
            int middle = from.y() + HEIGHT / 2;
            int out = Math.max(right, to.x() + WIDTH) + 40 + 8 * (n % 4);
            add(
                    "<path d=\"M%d %dC%d %d %d %d %d %d\" fill=\"none\" stroke=\"#94a3b8\" stroke-width=\"1.5\""
                            + " stroke-dasharray=\"5 4\" marker-end=\"url(#arrow)\"/>",
                    right, middle, out, middle, out, to.y() + HEIGHT / 2, to.x() + WIDTH, to.y() + HEIGHT / 2);
            label(right + 16, middle - 6, label);
            return;
        }
        if (to.row() == from.row() + 1) {
            add(
                    "<path d=\"M%d %dC%d %d %d %d %d %d\" fill=\"none\" stroke=\"#475569\" stroke-width=\"1.5\""
                            + " marker-end=\"url(#arrow)\"/>",
                    x, top, x, top + bend, aim, to.y() - bend, aim, to.y() - 1);
        } else {
            // Past the rows between, at their side.
            int lane = x < width / 2 ? MARGIN - 20 - 6 * (++lanes % 8) : width - MARGIN + 20 + 6 * (++lanes % 8);
            add(
                    "<path d=\"M%d %dC%d %d %d %d %d %dL%d %dC%d %d %d %d %d %d\" fill=\"none\" stroke=\"#475569\""
                            + " stroke-width=\"1.5\" marker-end=\"url(#arrow)\"/>",
                    x,
                    top,
                    x,
                    top + bend,
                    lane,
                    top + bend,
                    lane,
                    top + GAP_Y,
                    lane,
                    to.y() - GAP_Y,
                    lane,
                    to.y() - bend,
                    aim,
                    to.y() - bend,
                    aim,
                    to.y() - 1);
        }
        label(x, top + 16 + 14 * (n % 2), label);
    }

    private void label(int x, int y, String label) {
        if (!label.isEmpty()) {
            add(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#0f172a\" stroke=\"#ffffff\" stroke-width=\"4\""
                            + " paint-order=\"stroke\">%s</text>",
                    x, y, escaped(cut(label, 26)));
        }
    }

    private void box(String name) {
        Place at = places.get(name);
        FlowStep step = flow.steps().get(name);
        add(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\" fill=\"%s\" stroke=\"#475569\" stroke-width=\"%s\"/>",
                at.x(),
                at.y(),
                WIDTH,
                HEIGHT,
                COLOURS.getOrDefault(step.kind(), "#f1f5f9"),
                name.equals(flow.start()) ? "3" : "1.2");
        add(
                "<text x=\"%d\" y=\"%d\" font-weight=\"bold\" fill=\"#0f172a\">%s</text>",
                at.x() + 12, at.y() + 22, escaped(cut(name, 20)));
        add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#475569\">%s</text>",
                at.x() + WIDTH - 12, at.y() + 22, step.kind());
        String words = step.words() == null ? "" : step.words();
        add("<text x=\"%d\" y=\"%d\" fill=\"#1e293b\">%s</text>", at.x() + 12, at.y() + 44, escaped(first(words)));
        add(
                "<text x=\"%d\" y=\"%d\" fill=\"#1e293b\">%s</text>",
                at.x() + 12,
                at.y() + 62,
                escaped(cut(words.substring(first(words).length()).strip(), LINE)));
    }

    /** As many words as a line takes. */
    private static String first(String words) {
        if (words.length() <= LINE) {
            return words;
        }
        int blank = words.lastIndexOf(' ', LINE);
        return words.substring(0, blank > 0 ? blank : LINE);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
