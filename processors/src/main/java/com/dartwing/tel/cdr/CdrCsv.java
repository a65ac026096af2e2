package com.dartwing.tel.cdr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Records as CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe before it; numbers and
 * phone numbers, which calculate nothing, stay as they are.
 */
public final class CdrCsv {

    private static final List<String> COLUMNS = List.of(
            "record_id",
            "cdr_type",
            "direction",
            "status",
            "from_number",
            "to_number",
            "country",
            "initiated_at",
            "ended_at",
            "duration_seconds",
            "billable_seconds",
            "units",
            "carrier",
            "carrier_record_id",
            "cost_amount",
            "cost_currency",
            "cost_center",
            "module",
            "organization",
            "api_key",
            "error_code",
            "attempts");

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,20}(\\.\\d{1,20})?");
    private static final String FORMULA = "=+-@\t\r\n|%";

    private CdrCsv() {}

    /** The line that names the columns. */
    public static String header() {
        return print(List.of(COLUMNS));
    }

    /** One line for each record, given as it is answered in JSON. */
    public static String lines(List<Map<String, Object>> records) {
        return print(records.stream()
                .map(record ->
                        COLUMNS.stream().map(column -> cell(record, column)).toList())
                .toList());
    }

    private static String cell(Map<String, Object> record, String column) {
        return switch (column) {
            case "cost_amount" -> money(record, "amount");
            case "cost_currency" -> money(record, "currency");
            case "attempts" -> String.valueOf(((List<?>) record.get(column)).size());
            default -> harmless(Objects.toString(record.get(column), ""));
        };
    }

    private static String money(Map<String, Object> record, String part) {
        if (!(record.get("cost") instanceof Map<?, ?> cost)) {
            return "";
        }
        return cost.get(part) instanceof BigDecimal amount ? amount.toPlainString() : String.valueOf(cost.get(part));
    }

    static String harmless(String text) {
        boolean formula = !text.isEmpty()
                && FORMULA.indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
        return formula ? "'" + text : text;
    }

    private static String print(List<List<String>> lines) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            for (List<String> line : lines) {
                csv.printRecord(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
