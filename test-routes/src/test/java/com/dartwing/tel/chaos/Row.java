package com.dartwing.tel.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a fault did.
 *
 * @param accepted messages that callers were told are accepted
 * @param delivered those of them that were delivered in the end
 * @param events events of theirs that the consumer was told at least once, of those that it ought to be told
 * @param sentAgain messages that a carrier took more than once; each has an attempt whose outcome was unknown
 * @param toldAgain events that the consumer was told more than once, which their ids show it
 * @param refused calls that were told to come again
 * @param unanswered calls whose connection was refused or broke
 * @param stall longest time without an acceptance
 * @param recovery from the mending to the next acceptance
 * @param wrongs what must not be
 */
record Row(
        String fault,
        int accepted,
        int delivered,
        String events,
        long sentAgain,
        long toldAgain,
        int refused,
        int unanswered,
        Duration stall,
        Duration recovery,
        List<String> wrongs) {

    static String table(List<Row> rows) {
        List<String> lines = new ArrayList<>(List.of(
                "| Fault | accepted | delivered | lost | events told | doubled effects | sent again (unknown) | told again"
                        + " | refused 503 | unanswered | longest stall s | recovery s |",
                "|---|---|---|---|---|---|---|---|---|---|---|---|"));
        rows.forEach(row -> lines.add(row.line()));
        rows.stream()
                .flatMap(row -> row.wrongs.stream().map(wrong -> "WRONG, " + row.fault + ": " + wrong))
                .forEach(lines::add);
        return String.join("\n", lines);
    }

    private String line() {
        return String.format(
                "| %s | %d | %d | %d | %s | %d | %d | %d | %d | %d | %.1f | %.1f |",
                fault,
                accepted,
                delivered,
                accepted - delivered,
                events,
                wrongs.size(),
                sentAgain,
                toldAgain,
                refused,
                unanswered,
                stall.toMillis() / 1e3,
                recovery.toMillis() / 1e3);
    }

    /** What must be nothing, and is not. */
    static List<String> wrongs(Map<String, ? extends Number> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue().longValue() != 0)
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .sorted()
                .toList();
    }
}
