package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.hub.cdr.Sums.Line;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sums from OpenSearch, when it has all that is asked for. Money is there as whole millionths: its sums are exact up to
 * 2^53 of them, nine billion of a currency.
 */
@Component
class IndexSums {

    private static final Logger LOG = LoggerFactory.getLogger(IndexSums.class);
    private static final int PAGE = 5_000;
    private static final int MOST_BUCKETS = 100_000;
    private static final int MONEY_DECIMALS = 6;

    /** From here on a double skips whole numbers. */
    private static final BigDecimal EXACT = BigDecimal.valueOf(1L << 53);

    private final CdrIndex index;
    private final CdrIndexRows rows;
    private final CdrDays days;

    IndexSums(CdrIndex index, CdrIndexRows rows, CdrDays days) {
        this.index = index;
        this.rows = rows;
        this.days = days;
    }

    /** The same lines as {@link SumTables#read}; empty when the index cannot tell. */
    Optional<List<Line>> read(Sums sums, List<SumBy> by, CdrFilter filter) {
        if (!index.isThere() || days.anyClosed(filter) || !rows.isComplete(filter)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ask(sums, by, filter));
        } catch (IOException | ArithmeticException e) {
            LOG.warn("The analytics index does not answer, so SQL does: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private List<Line> ask(Sums sums, List<SumBy> by, CdrFilter filter) throws IOException {
        List<String> keys = new ArrayList<>(by.stream().map(IndexSums::field).toList());
        if (sums.part() != null) {
            keys.add(sums.part().ofRecords());
        }
        if (keys.isEmpty()) {
            // One sum of all: parted by what is the same in all.
            keys.add("organization");
        }
        List<Line> lines = new ArrayList<>();
        JsonNode after = null;
        do {
            JsonNode found = index.search(question(sums, keys, filter, after))
                    .path("aggregations")
                    .path("lines");
            for (JsonNode bucket : found.path("buckets")) {
                lines.add(line(sums, by, keys, bucket));
            }
            after = found.get("after_key");
        } while (after != null && lines.size() < MOST_BUCKETS);
        if (lines.size() >= MOST_BUCKETS) {
            throw new IOException("too many groups");
        }
        return lines;
    }

    private static String field(SumBy by) {
        return by == SumBy.DAY ? "day" : by.ofRecords();
    }

    private static Map<String, Object> question(Sums sums, List<String> keys, CdrFilter filter, JsonNode after) {
        Map<String, Object> composite = new LinkedHashMap<>();
        composite.put("size", PAGE);
        composite.put(
                "sources",
                keys.stream()
                        .map(key -> Map.of(key, Map.of("terms", Map.of("field", key, "missing_bucket", true))))
                        .toList());
        if (after != null) {
            composite.put("after", after);
        }
        Map<String, Object> measures = new LinkedHashMap<>();
        if (sums == Sums.USAGE) {
            measures.put("outbound", only("direction", List.of("Outbound")));
            measures.put("inbound", only("direction", List.of("Inbound")));
            measures.put("delivered", only("status", Sums.DELIVERED));
            measures.put("failed", only("status", Sums.FAILED));
            measures.put("units", sum("units"));
            measures.put("duration_seconds", sum("duration_seconds"));
            measures.put("billable_seconds", sum("billable_seconds"));
        } else {
            measures.put("amount", sum("cost_micros"));
        }
        Map<String, Object> lines = new LinkedHashMap<>();
        lines.put("composite", composite);
        lines.put("aggs", measures);
        return Map.of(
                "size", 0, "track_total_hits", false, "query", query(sums, filter), "aggs", Map.of("lines", lines));
    }

    private static Map<String, Object> only(String field, List<String> values) {
        return Map.of("filter", Map.of("terms", Map.of(field, values)));
    }

    private static Map<String, Object> sum(String field) {
        return Map.of("sum", Map.of("field", field));
    }

    private static Map<String, Object> query(Sums sums, CdrFilter filter) {
        List<Object> conditions = new ArrayList<>();
        conditions.add(Map.of("term", Map.of("organization", filter.organization())));
        Map<String, Object> range = new LinkedHashMap<>();
        if (filter.from() != null) {
            range.put("gte", CdrIndexRows.micros(filter.from()));
        }
        if (filter.until() != null) {
            range.put("lt", CdrIndexRows.micros(filter.until()));
        }
        if (!range.isEmpty()) {
            conditions.add(Map.of("range", Map.of("initiated_micros", range)));
        }
        if (sums == Sums.COSTS) {
            conditions.add(Map.of("exists", Map.of("field", "cost_micros")));
        }
        return Map.of("bool", Map.of("filter", conditions));
    }

    private static Line line(Sums sums, List<SumBy> by, List<String> keys, JsonNode bucket) {
        List<String> key = new ArrayList<>();
        int shown = by.size() + (sums.part() == null ? 0 : 1);
        for (int i = 0; i < shown; i++) {
            JsonNode value = bucket.path("key").path(keys.get(i));
            key.add(value.isNull() || value.isMissingNode() ? null : value.asText());
        }
        List<BigDecimal> values = new ArrayList<>();
        for (Sums.Measure measure : sums.ofRecords()) {
            values.add(
                    switch (measure.column()) {
                        case "records" -> exact(bucket.path("doc_count"));
                        case "amount" ->
                            exact(bucket.path("amount").path("value")).movePointLeft(MONEY_DECIMALS);
                        case "units", "duration_seconds", "billable_seconds" ->
                            exact(bucket.path(measure.column()).path("value"));
                        default -> exact(bucket.path(measure.column()).path("doc_count"));
                    });
        }
        return new Line(key, values);
    }

    private static BigDecimal exact(JsonNode number) {
        BigDecimal value = number.decimalValue();
        if (value.abs().compareTo(EXACT) >= 0) {
            throw new ArithmeticException("a sum is too large to be exact");
        }
        return new BigDecimal(value.toBigIntegerExact());
    }
}
