package com.dartwing.tel.hub.cdr;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What is summed, from records and from their daily summaries alike.
 *
 * @param table of the daily summaries
 * @param part a column besides those that callers choose, by which sums are always parted; null when there is none
 * @param ofRecords the sums over {@code tel_cdr}, each with the name of its column in the summaries
 * @param condition which records count
 */
record Sums(String table, Part part, List<Measure> ofRecords, String condition) {

    /** A column of {@code tel_cdr}, and what it is called in the summaries. */
    record Part(String ofRecords, String ofSummaries) {}

    /** A sum: its expression over {@code tel_cdr}, and the column that keeps it. */
    record Measure(String column, String expression) {}

    /** The states of what came to its end well. */
    static final List<String> DELIVERED = List.of("Delivered", "Completed");

    /** And of what did not. */
    static final List<String> FAILED = List.of("Failed", "Undelivered", "Busy", "No Answer");

    /** How much there was. */
    static final Sums USAGE = new Sums(
            "tel_usage_summary",
            null,
            List.of(
                    new Measure("records", "COUNT(*)"),
                    new Measure("outbound", count("direction = 'Outbound'")),
                    new Measure("inbound", count("direction = 'Inbound'")),
                    new Measure("delivered", count(in(DELIVERED))),
                    new Measure("failed", count(in(FAILED))),
                    new Measure("units", "SUM(units)"),
                    new Measure("duration_seconds", "SUM(duration_seconds)"),
                    new Measure("billable_seconds", "SUM(billable_seconds)")),
            "1 = 1");

    /** What it cost, each currency for itself. */
    static final Sums COSTS = new Sums(
            "tel_cost_report",
            new Part("cost_currency", "currency"),
            List.of(new Measure("records", "COUNT(*)"), new Measure("amount", "SUM(cost_amount)")),
            "cost_amount IS NOT NULL");

    private static String in(List<String> states) {
        return "status IN ('" + String.join("', '", states) + "')";
    }

    private static String count(String condition) {
        return "SUM(CASE WHEN " + condition + " THEN 1 ELSE 0 END)";
    }

    /** One line of sums. */
    record Line(List<String> keys, List<BigDecimal> values) {

        Line plus(Line other) {
            List<BigDecimal> sums = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                sums.add(values.get(i).add(other.values().get(i)));
            }
            return new Line(keys, sums);
        }
    }
}
