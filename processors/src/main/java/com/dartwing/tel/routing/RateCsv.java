package com.dartwing.tel.routing;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.Times;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * Rates as CSV (RFC 4180), with the columns of TEL Rate Table in any order: {@code carrier operation prefix price}, and
 * {@code currency unit effective_from enabled} where the usual is not meant.
 */
public final class RateCsv {

    private static final List<String> COLUMNS =
            List.of("carrier", "operation", "prefix", "price", "currency", "unit", "effective_from", "enabled");
    private static final List<String> REQUIRED = COLUMNS.subList(0, 4);
    private static final Set<String> OPERATIONS = Set.of("sms", "mms", "voice", "voice-in", "fax");
    private static final Set<String> CURRENCIES = Set.of("USD", "EUR", "GBP");
    private static final Map<String, String> USUAL_UNIT =
            Map.of("sms", "segment", "mms", "message", "voice", "minute", "voice-in", "minute", "fax", "page");
    private static final Set<String> UNITS = Set.copyOf(USUAL_UNIT.values());
    private static final BigDecimal DEAREST = new BigDecimal("999999999999");
    private static final int MOST_DIGITS = 18;
    private static final int ABSENT = -1;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final CSVFormat WRITTEN = CSVFormat.RFC4180
            .builder()
            .setHeader(COLUMNS.toArray(String[]::new))
            .get();

    private RateCsv() {}

    /**
     * A line that cannot be taken.
     *
     * @param number as an editor counts, the header's being 1
     */
    public record BadLine(long number, String reason) {}

    /** What a file holds. */
    public record Content(List<RateLine> lines, List<BadLine> bad) {}

    /** Why a value cannot be taken. */
    private static final class Bad extends Exception {
        Bad(String reason) {
            super(reason, null, false, false);
        }
    }

    /**
     * Reads a whole file.
     *
     * @param carrier a carrier's own name for how it is written in the file
     * @param effectiveFrom of lines that give none
     * @throws TelException.InvalidRequest when it is no CSV, or its columns are not those of a rate
     */
    public static Content read(Reader text, Function<String, Optional<String>> carrier, Instant effectiveFrom) {
        try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
            var records = parser.iterator();
            if (!records.hasNext()) {
                throw new TelException.InvalidRequest("The file is empty", null);
            }
            Reading reading = new Reading(header(records.next()), carrier, effectiveFrom);
            // The iterator reads ahead: a record begins where the parser stood before it was asked for.
            for (long before = parser.getCurrentLineNumber();
                    records.hasNext();
                    before = parser.getCurrentLineNumber()) {
                reading.take(records.next(), before + 1);
            }
            return new Content(reading.lines, reading.bad);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new TelException.InvalidRequest("The file is no CSV", null);
        }
    }

    private static Map<String, Integer> header(CSVRecord record) {
        Map<String, Integer> header = new HashMap<>();
        for (int i = 0; i < record.size(); i++) {
            String column = record.get(i).strip().toLowerCase(Locale.ROOT);
            if (i == 0 && !column.isEmpty() && column.charAt(0) == BYTE_ORDER_MARK) {
                column = column.substring(1);
            }
            if (!COLUMNS.contains(column)) {
                throw new TelException.InvalidRequest(
                        "Column " + (i + 1) + " is not one of " + String.join(", ", COLUMNS), null);
            }
            if (header.put(column, i) != null) {
                throw new TelException.InvalidRequest("Column " + column + " stands there twice", column);
            }
        }
        for (String column : REQUIRED) {
            if (!header.containsKey(column)) {
                throw new TelException.InvalidRequest("Column " + column + " is missing", column);
            }
        }
        return header;
    }

    /** One pass over a file. A million lines share their few prices, dates and words. */
    private static final class Reading {

        private final int columns;
        private final int[] places = new int[COLUMNS.size()];
        private final Function<String, Optional<String>> carrier;
        private final Instant usualDate;
        private final List<RateLine> lines = new ArrayList<>();
        private final List<BadLine> bad = new ArrayList<>();
        private final Map<String, Optional<String>> carriers = new HashMap<>();
        private final Map<String, String> shared = new HashMap<>();
        private final Map<String, BigDecimal> prices = new HashMap<>();
        private final Map<String, Instant> dates = new HashMap<>();
        private final Map<RateLine.Table, Map<Instant, Set<String>>> seen = new HashMap<>();

        Reading(Map<String, Integer> header, Function<String, Optional<String>> carrier, Instant usualDate) {
            this.columns = header.size();
            for (int i = 0; i < places.length; i++) {
                places[i] = header.getOrDefault(COLUMNS.get(i), ABSENT);
            }
            this.carrier = carrier;
            this.usualDate = kept(usualDate);
        }

        void take(CSVRecord record, long number) {
            if (record.size() == 1 && record.get(0).isBlank()) {
                return;
            }
            try {
                if (record.size() != columns) {
                    throw new Bad("has " + record.size() + " values, and the header has " + columns);
                }
                RateLine line = line(record);
                boolean fresh = seen.computeIfAbsent(line.table(), table -> new HashMap<>())
                        .computeIfAbsent(line.rate().effectiveFrom(), date -> new HashSet<>())
                        .add(line.rate().prefix());
                if (!fresh) {
                    throw new Bad("is a rate that stands in the file already");
                }
                lines.add(line);
            } catch (Bad e) {
                bad.add(new BadLine(number, e.getMessage()));
            }
        }

        private RateLine line(CSVRecord record) throws Bad {
            String named = value(record, "carrier");
            String operation = among(OPERATIONS, record, "operation", null);
            return new RateLine(
                    new Rate(
                            carriers.computeIfAbsent(named, carrier)
                                    .orElseThrow(() -> new Bad("carrier is none that this hub has")),
                            operation,
                            prefix(value(record, "prefix")),
                            price(value(record, "price")),
                            among(CURRENCIES, record, "currency", "USD"),
                            date(value(record, "effective_from"))),
                    among(UNITS, record, "unit", USUAL_UNIT.get(operation)),
                    enabled(value(record, "enabled")));
        }

        private String value(CSVRecord record, String column) {
            int place = places[COLUMNS.indexOf(column)];
            return place == ABSENT ? "" : record.get(place).strip();
        }

        private String among(Set<String> words, CSVRecord record, String column, String usual) throws Bad {
            String value = value(record, column);
            if (value.isEmpty() && usual != null) {
                return usual;
            }
            if (!words.contains(value)) {
                throw new Bad(column + " is not one of "
                        + String.join(", ", words.stream().sorted().toList()));
            }
            return shared.computeIfAbsent(value, own -> own);
        }

        private static String prefix(String value) throws Bad {
            String digits = value.startsWith("+") ? value.substring(1) : value;
            if (digits.isEmpty() || digits.length() > 15 || digits.chars().anyMatch(c -> c < '0' || c > '9')) {
                throw new Bad("prefix is not 1 to 15 digits");
            }
            return digits;
        }

        private BigDecimal price(String value) throws Bad {
            BigDecimal known = prices.get(value);
            if (known != null) {
                return known;
            }
            boolean plain = !value.isEmpty()
                    && value.length() <= MOST_DIGITS + 1
                    && value.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
            try {
                BigDecimal price = plain ? new BigDecimal(value) : null;
                if (price == null
                        || price.compareTo(DEAREST) >= 0
                        || price.stripTrailingZeros().scale() > 6) {
                    throw new Bad("price is not a number of 0 or more with at most six decimals");
                }
                prices.put(value, price);
                return price;
            } catch (NumberFormatException e) {
                throw new Bad("price is not a number of 0 or more with at most six decimals");
            }
        }

        private Instant date(String value) throws Bad {
            if (value.isEmpty()) {
                return usualDate;
            }
            Instant known = dates.get(value);
            if (known == null) {
                known = Times.parse(value)
                        .map(RateCsv::kept)
                        .orElseThrow(() -> new Bad("effective_from is no ISO 8601 time"));
                dates.put(value, known);
            }
            return known;
        }

        private static boolean enabled(String value) throws Bad {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "", "true", "1" -> true;
                case "false", "0" -> false;
                default -> throw new Bad("enabled is not true or false");
            };
        }
    }

    /** To the microsecond, as the tables keep it: a file that was written here says the same when it is read. */
    private static Instant kept(Instant date) {
        return date.truncatedTo(ChronoUnit.MICROS);
    }

    /** A file that is being written; the caller closes what is under it. */
    public static CSVPrinter writer(Appendable file) throws IOException {
        return new CSVPrinter(file, WRITTEN);
    }

    /** Writes a line. */
    public static void write(CSVPrinter file, RateLine line) throws IOException {
        Rate rate = line.rate();
        file.printRecord(
                rate.carrier(),
                rate.operation(),
                rate.prefix(),
                rate.price().stripTrailingZeros().toPlainString(),
                rate.currency(),
                line.unit(),
                rate.effectiveFrom(),
                line.enabled());
    }
}
