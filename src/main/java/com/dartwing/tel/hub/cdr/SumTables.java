package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.hub.cdr.Sums.Line;
import com.dartwing.tel.hub.cdr.Sums.Measure;
import com.dartwing.tel.hub.db.Sql;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Sums from SQL: whole days that are summed up come from their summaries, the rest from the records themselves. Which is
 * which changes no answer, only how long it takes.
 */
@Component
class SumTables {

    /** From the first instant, up to but not including the second; null is no end. */
    private record Span(Instant from, Instant until) {}

    private final JdbcTemplate jdbc;
    private final CdrDays days;

    SumTables(JdbcTemplate jdbc, CdrDays days) {
        this.jdbc = jdbc;
        this.days = days;
    }

    /** The sums of what the filter means; each line's keys are those of {@code by}, then the part of {@code sums}. */
    List<Line> read(Sums sums, List<SumBy> by, CdrFilter filter) {
        LocalDate firstWhole = filter.from() == null ? null : ceiling(filter.from());
        LocalDate afterWhole = filter.until() == null ? null : CdrDays.dayOf(filter.until());
        Map<List<String>, Line> lines = new LinkedHashMap<>();
        if (firstWhole != null && afterWhole != null && !firstWhole.isBefore(afterWhole)) {
            // Not one whole day.
            records(sums, by, filter, List.of(new Span(filter.from(), filter.until())))
                    .forEach(line -> lines.merge(line.keys(), line, Line::plus));
            return List.copyOf(lines.values());
        }
        List<LocalDate> changed = days.changed(firstWhole, afterWhole);
        summaries(sums, by, filter.organization(), firstWhole, afterWhole, changed)
                .forEach(line -> lines.merge(line.keys(), line, Line::plus));
        List<Span> spans = spans(filter, firstWhole, afterWhole, changed);
        if (!spans.isEmpty()) {
            records(sums, by, filter, spans).forEach(line -> lines.merge(line.keys(), line, Line::plus));
        }
        return List.copyOf(lines.values());
    }

    private static LocalDate ceiling(Instant instant) {
        LocalDate day = CdrDays.dayOf(instant);
        return start(day).equals(instant) ? day : day.plusDays(1);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static List<Span> spans(
            CdrFilter filter, LocalDate firstWhole, LocalDate afterWhole, List<LocalDate> changed) {
        List<Span> spans = new ArrayList<>();
        if (firstWhole != null && filter.from().isBefore(start(firstWhole))) {
            add(spans, filter.from(), start(firstWhole));
        }
        changed.forEach(day -> add(spans, start(day), start(day.plusDays(1))));
        if (afterWhole != null && start(afterWhole).isBefore(filter.until())) {
            add(spans, start(afterWhole), filter.until());
        }
        return spans;
    }

    /** Days in a row are one span. */
    private static void add(List<Span> spans, Instant from, Instant until) {
        int last = spans.size() - 1;
        if (last >= 0 && spans.get(last).until().equals(from)) {
            spans.set(last, new Span(spans.get(last).from(), until));
        } else {
            spans.add(new Span(from, until));
        }
    }

    private List<Line> records(Sums sums, List<SumBy> by, CdrFilter filter, List<Span> spans) {
        List<Line> lines = new ArrayList<>();
        for (Span span : spans) {
            lines.addAll(
                    ofRecords(sums, by, "organization = ?", List.of(filter.organization()), span.from(), span.until()));
        }
        return lines;
    }

    /** The sums of a day's records, of all organisations, parted by all that there is. */
    List<Line> ofDay(Sums sums, LocalDate day) {
        return ofRecords(sums, SumBy.OF_A_DAY, "1 = 1", List.of(), start(day), start(day.plusDays(1)));
    }

    private List<Line> ofRecords(
            Sums sums, List<SumBy> by, String whose, List<Object> whoseValues, Instant from, Instant until) {
        List<Object> values = new ArrayList<>(whoseValues);
        values.add(Sql.utc(from));
        values.add(Sql.utc(until));
        Stream<String> keys = by.stream().map(SumBy::ofRecords);
        return query(
                Stream.concat(keys, part(sums, true)).toList(),
                sums.ofRecords().stream().map(Measure::expression).toList(),
                "tel_cdr WHERE " + whose + " AND " + sums.condition() + " AND initiated_at >= ? AND initiated_at < ?",
                values);
    }

    private List<Line> summaries(
            Sums sums, List<SumBy> by, String organization, LocalDate from, LocalDate until, List<LocalDate> without) {
        List<Object> values = new ArrayList<>();
        values.add(organization);
        String where = "organization = ?";
        if (from != null) {
            where += " AND summary_day >= ?";
            values.add(from);
        }
        if (until != null) {
            where += " AND summary_day < ?";
            values.add(until);
        }
        if (!without.isEmpty()) {
            where += " AND summary_day NOT IN (" + Sql.marks(without.size()) + ")";
            values.addAll(without);
        }
        return query(
                Stream.concat(by.stream().map(SumBy::ofSummaries), part(sums, false))
                        .toList(),
                sums.ofRecords().stream()
                        .map(measure -> "SUM(" + measure.column() + ")")
                        .toList(),
                sums.table() + " WHERE " + where,
                values);
    }

    private static Stream<String> part(Sums sums, boolean ofRecords) {
        return Stream.ofNullable(sums.part()).map(part -> ofRecords ? part.ofRecords() : part.ofSummaries());
    }

    private List<Line> query(List<String> keys, List<String> measures, String from, List<Object> values) {
        String columns = Stream.concat(keys.stream(), measures.stream()).collect(Collectors.joining(", "));
        String grouped = keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys);
        return jdbc.query(
                "SELECT " + columns + " FROM " + from + grouped,
                (row, n) -> line(row, keys.size(), measures.size()),
                values.toArray());
    }

    private static Line line(ResultSet row, int keys, int measures) throws SQLException {
        List<String> key = new ArrayList<>();
        for (int i = 1; i <= keys; i++) {
            key.add(row.getString(i));
        }
        List<BigDecimal> sums = new ArrayList<>();
        for (int i = keys + 1; i <= keys + measures; i++) {
            BigDecimal sum = row.getBigDecimal(i);
            sums.add(sum == null ? BigDecimal.ZERO : sum);
        }
        return new Line(key, sums);
    }
}
