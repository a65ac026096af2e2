package com.dartwing.tel.cdr;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * The months that a table is kept in, one partition each (seed, section 3.3.1), and what is missing of them. All times
 * are UTC.
 */
public final class Months {

    /** Where rows go that no month takes; it stays empty as long as months are added ahead. */
    public static final String FUTURE = "p_future";

    private Months() {}

    /** The partition of a month, such as {@code p_2026_03}. */
    public static String nameOf(YearMonth month) {
        return "p_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
    }

    /** The month of a partition, or null when it is {@link #FUTURE} or none of ours. */
    public static YearMonth of(String name) {
        if (!name.matches("p_\\d{4}_\\d{2}")) {
            return null;
        }
        return YearMonth.of(Integer.parseInt(name.substring(2, 6)), Integer.parseInt(name.substring(7)));
    }

    /**
     * The months that have no partition yet, in order; they can only be added after the last that has one.
     *
     * @param last the last month with a partition; null when there is none
     * @param oldest the month of the oldest row, or null when the table is empty
     * @param now this month
     * @param ahead how many months after this one are to be ready
     */
    public static List<YearMonth> missing(YearMonth last, YearMonth oldest, YearMonth now, int ahead) {
        YearMonth first = oldest != null && oldest.isBefore(now) ? oldest : now;
        if (last != null) {
            first = last.plusMonths(1);
        }
        List<YearMonth> missing = new ArrayList<>();
        for (YearMonth month = first; !month.isAfter(now.plusMonths(ahead)); month = month.plusMonths(1)) {
            missing.add(month);
        }
        return missing;
    }

    /** The months of which every row is older than {@code keptFrom}. */
    public static List<YearMonth> over(List<YearMonth> months, LocalDate keptFrom) {
        return months.stream()
                .filter(month -> !month.plusMonths(1).atDay(1).isAfter(keptFrom))
                .sorted()
                .toList();
    }

    /** What makes the missing months out of {@link #FUTURE}, which keeps what is left. */
    public static String split(String table, List<YearMonth> missing) {
        List<String> parts = new ArrayList<>();
        missing.forEach(month -> parts.add("PARTITION " + nameOf(month) + " VALUES LESS THAN ('"
                + month.plusMonths(1).atDay(1) + "')"));
        parts.add("PARTITION " + FUTURE + " VALUES LESS THAN (MAXVALUE)");
        return "ALTER TABLE " + table + " WAIT 5 REORGANIZE PARTITION " + FUTURE + " INTO (" + String.join(", ", parts)
                + ")";
    }

    /** What removes a month with all of its rows. */
    public static String drop(String table, YearMonth month) {
        return "ALTER TABLE " + table + " WAIT 5 DROP PARTITION " + nameOf(month);
    }
}
