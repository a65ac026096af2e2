package com.dartwing.tel.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Strikes the hub with one fault after the other, under load, and prints what became of what was accepted. Everything
 * runs on loopback, for a bounded time, and ends with this process.
 */
public final class Chaos {

    private Chaos() {}

    /** @param args the faults' names; none means all; {@code seconds=60} is how long a fault lasts, {@code rate=40} how
     *     many messages a second callers send */
    public static void main(String[] args) throws Exception {
        List<Fault> faults = new ArrayList<>();
        int seconds = 60;
        int rate = 40;
        for (String argument : args) {
            if (argument.startsWith("seconds=")) {
                seconds = Integer.parseInt(argument.substring("seconds=".length()));
            } else if (argument.startsWith("rate=")) {
                rate = Integer.parseInt(argument.substring("rate=".length()));
            } else {
                faults.add(Fault.of(argument));
            }
        }
        List<Row> rows = run(
                faults.isEmpty() ? Arrays.asList(Fault.values()) : faults,
                rate,
                Duration.ofSeconds(15),
                Duration.ofSeconds(seconds));
        System.out.println();
        System.out.println(Row.table(rows));
        System.exit(rows.stream().allMatch(row -> row.wrongs().isEmpty()) ? 0 : 1);
    }

    static List<Row> run(List<Fault> faults, int rate, Duration around, Duration length) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (Rig rig = new Rig(faults.contains(Fault.OPENSEARCH_KILLED))) {
            for (Fault fault : faults) {
                System.out.println("Now " + fault.description());
                rows.add(new Trial(rig, fault, rate, around, length).run());
                System.out.println(Row.table(rows.subList(rows.size() - 1, rows.size())));
            }
        }
        return rows;
    }
}
