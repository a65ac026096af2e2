package com.dartwing.tel.hub.rest;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.carrier.ImportRates;
import com.dartwing.tel.json.Times;
import com.dartwing.tel.json.UtcTime;
import com.dartwing.tel.routing.RateChanges;
import com.dartwing.tel.routing.RateCsv;
import com.dartwing.tel.routing.RateLine;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.stereotype.Component;

/** Rates in and out as CSV, for operators. */
@Component("rateApi")
public class RateApi {

    private static final long LARGEST_FILE = 256L << 20;
    private static final int SHOWN = 100;

    private final ApiEdge api;
    private final ImportRates rates;
    private final Carriers carriers;
    private final Clock clock;

    public RateApi(ApiEdge api, ImportRates rates, Carriers carriers, Clock clock) {
        this.api = api;
        this.rates = rates;
        this.carriers = carriers;
        this.clock = clock;
    }

    /** Imports a file, or tells what that would change. */
    public void importFile(Exchange exchange) {
        boolean dryRun = flag(exchange, "dry_run", "true", "false");
        boolean replaces = flag(exchange, "mode", "replace", "merge");
        RateCsv.Content content = content(ApiEdge.request(exchange), date(exchange));
        if (!dryRun && !content.bad().isEmpty()) {
            RateCsv.BadLine first = content.bad().get(0);
            throw new TelException.InvalidRequest(
                    content.bad().size() + " lines are bad, the first is line " + first.number() + ": its "
                            + first.reason() + ". Nothing was imported; dry_run=true shows them",
                    null);
        }
        RateChanges changes = dryRun
                ? rates.compare(content.lines(), replaces)
                : rates.apply(content.lines(), replaces, ApiEdge.actor(exchange));
        api.answer(exchange, 200, told(changes, content.bad(), dryRun));
    }

    private boolean flag(Exchange exchange, String name, String yes, String no) {
        String value = api.parameter(exchange, name);
        if (value == null || value.equals(no)) {
            return false;
        }
        if (!value.equals(yes)) {
            throw new TelException.InvalidRequest(name + " is " + yes + " or " + no, name);
        }
        return true;
    }

    private Instant date(Exchange exchange) {
        String given = api.parameter(exchange, "effective_from");
        return given == null
                ? clock.instant()
                : Times.parse(given)
                        .orElseThrow(() -> new TelException.InvalidRequest(
                                "effective_from is no ISO 8601 time", "effective_from"));
    }

    private RateCsv.Content content(HttpServletRequest request, Instant usualDate) {
        InputStream body = new Bounded(BoundedBodyFilter.streamOf(request));
        return RateCsv.read(
                // A byte that is no UTF-8 becomes a character that no value may hold, in a line that is told.
                new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)),
                name -> carriers.find(name).map(Carrier::name),
                usualDate);
    }

    private Map<String, Object> told(RateChanges changes, List<RateCsv.BadLine> bad, boolean dryRun) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("dry_run", dryRun);
        answer.put("added", changes.added().size());
        answer.put("changed", changes.changed().size());
        answer.put("removed", changes.removed().size());
        answer.put("unchanged", changes.unchanged());
        answer.put("bad", bad.size());
        answer.put(
                "bad_lines",
                bad.stream()
                        .limit(SHOWN)
                        .map(line -> Map.of("line", line.number(), "reason", line.reason()))
                        .toList());
        answer.put(
                "changes",
                Stream.of(
                                changes.changed().stream().map(one -> change("changed", one.from(), one.to())),
                                changes.removed().stream().map(one -> change("removed", one, null)),
                                changes.added().stream().map(one -> change("added", null, one)))
                        .flatMap(some -> some.limit(SHOWN))
                        .toList());
        return answer;
    }

    private Map<String, Object> change(String what, RateLine from, RateLine to) {
        RateLine key = to == null ? from : to;
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("change", what);
        change.put("carrier", carriers.titleOf(key.rate().carrier()));
        change.put("operation", key.rate().operation());
        change.put("prefix", key.rate().prefix());
        change.put("effective_from", UtcTime.write(key.rate().effectiveFrom()));
        change.put("from", terms(from));
        change.put("to", terms(to));
        return change;
    }

    private static Map<String, Object> terms(RateLine line) {
        if (line == null) {
            return null;
        }
        Map<String, Object> terms = new LinkedHashMap<>();
        terms.put("price", line.rate().price().stripTrailingZeros());
        terms.put("currency", line.rate().currency());
        terms.put("unit", line.unit());
        terms.put("enabled", line.enabled());
        return terms;
    }

    /**
     * Writes all rates into a file that goes when it has been read: a slow reader holds neither memory nor the
     * database.
     */
    public void exportFile(Exchange exchange) throws IOException {
        List<String> wanted = new ArrayList<>();
        String only = api.parameter(exchange, "carrier");
        if (only != null) {
            wanted.add(carriers.find(only)
                    .map(Carrier::name)
                    .orElseThrow(() -> new TelException.NotFound("There is no carrier of this name")));
        }
        Path file = Files.createTempFile("rates", ".csv");
        try {
            write(file, wanted);
            exchange.getMessage().setBody(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/csv; charset=utf-8");
        exchange.getMessage().setHeader("Content-Disposition", "attachment; filename=\"rates.csv\"");
    }

    private void write(Path file, List<String> carriersOrAll) throws IOException {
        try (BufferedWriter text = Files.newBufferedWriter(file);
                CSVPrinter csv = RateCsv.writer(text)) {
            rates.export(line -> {
                if (carriersOrAll.isEmpty()
                        || carriersOrAll.contains(line.rate().carrier())) {
                    write(csv, line);
                }
            });
        }
    }

    private static void write(CSVPrinter csv, RateLine line) {
        try {
            RateCsv.write(csv, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A body that ends the reading when it is larger than any rate file. */
    private static final class Bounded extends FilterInputStream {

        private long left = LARGEST_FILE;

        Bounded(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            counted(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return counted(super.read(bytes, from, length));
        }

        private int counted(int read) {
            left -= Math.max(0, read);
            if (left < 0) {
                throw new TelException.TooLarge("The file is larger than 256 MiB", null);
            }
            return read;
        }
    }
}
