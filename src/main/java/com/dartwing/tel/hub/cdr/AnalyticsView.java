package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.hub.cdr.Sums.Line;
import com.dartwing.tel.json.Money;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Sums as callers see them. */
@Component
class AnalyticsView {

    private static final Comparator<Line> IN_ORDER = (one, other) -> {
        for (int i = 0; i < one.keys().size(); i++) {
            int order = Comparator.nullsLast(Comparator.<String>naturalOrder())
                    .compare(one.keys().get(i), other.keys().get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    };

    /** Lines in order, and who summed them. */
    private record Answer(List<Line> lines, String source) {}

    private final SumTables tables;
    private final IndexSums index;
    private final Carriers carriers;

    AnalyticsView(SumTables tables, IndexSums index, Carriers carriers) {
        this.tables = tables;
        this.index = index;
        this.carriers = carriers;
    }

    /** How much there was. */
    Map<String, Object> usage(CdrFilter filter, List<SumBy> by) {
        Answer sums = sums(Sums.USAGE, by, filter);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("group_by", by.stream().map(SumBy::answer).toList());
        answer.put("usage", sums.lines().stream().map(line -> usage(line, by)).toList());
        answer.put("source", sums.source());
        return answer;
    }

    /** What it cost, and the totals, each currency for itself. */
    Map<String, Object> costs(CdrFilter filter, List<SumBy> by) {
        Answer sums = sums(Sums.COSTS, by, filter);
        Map<String, BigDecimal> totals = new TreeMap<>();
        sums.lines()
                .forEach(line ->
                        totals.merge(line.keys().get(by.size()), line.values().get(1), BigDecimal::add));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("group_by", by.stream().map(SumBy::answer).toList());
        answer.put("costs", sums.lines().stream().map(line -> cost(line, by)).toList());
        answer.put(
                "totals",
                totals.entrySet().stream()
                        .map(total -> Money.told(total.getValue(), total.getKey()))
                        .toList());
        answer.put("source", sums.source());
        return answer;
    }

    private Answer sums(Sums sums, List<SumBy> by, CdrFilter filter) {
        Optional<List<Line>> indexed = index.read(sums, by, filter);
        List<Line> lines = indexed.orElseGet(() -> tables.read(sums, by, filter));
        return new Answer(
                lines.stream()
                        .filter(line -> line.values().get(0).signum() > 0)
                        .sorted(IN_ORDER)
                        .toList(),
                indexed.isPresent() ? "opensearch" : "sql");
    }

    private Map<String, Object> usage(Line line, List<SumBy> by) {
        Map<String, Object> told = keys(line, by);
        for (int i = 0; i < line.values().size(); i++) {
            told.put(
                    Sums.USAGE.ofRecords().get(i).column(), line.values().get(i).longValueExact());
        }
        return told;
    }

    private Map<String, Object> cost(Line line, List<SumBy> by) {
        Map<String, Object> told = keys(line, by);
        told.put("records", line.values().get(0).longValueExact());
        told.put("cost", Money.told(line.values().get(1), line.keys().get(by.size())));
        return told;
    }

    private Map<String, Object> keys(Line line, List<SumBy> by) {
        Map<String, Object> told = new LinkedHashMap<>();
        for (int i = 0; i < by.size(); i++) {
            String key = line.keys().get(i);
            told.put(
                    by.get(i).answer(),
                    switch (by.get(i)) {
                        case CARRIER -> carriers.titleOf(key);
                        case CDR_TYPE -> key == null ? null : CdrView.answer(key);
                        default -> key;
                    });
        }
        return told;
    }
}
