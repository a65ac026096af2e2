package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.crypto.Sha256;
import com.dartwing.tel.hub.cdr.Sums.Line;
import com.dartwing.tel.hub.cdr.Sums.Measure;
import com.dartwing.tel.hub.db.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sums each day up once it is over, and again when a record of it came or changed since. Any node may, any number of
 * times: a day is summed up under the lock of its row, and the result is the same.
 */
@Component("sumUpDays")
public class SumUpDays {

    private static final Logger LOG = LoggerFactory.getLogger(SumUpDays.class);

    /** No writer that thought it was still today is at work by then. */
    private static final Duration AFTER_MIDNIGHT = Duration.ofMinutes(10);

    /** Receipts trickle in for days: they are gathered. Until then the day's sums come from its records. */
    private static final Duration BETWEEN_SUMS = Duration.ofMinutes(15);

    private final JdbcTemplate jdbc;
    private final CdrDays days;
    private final SumTables sums;
    private final Clock clock;
    private final TransactionTemplate transaction;

    SumUpDays(JdbcTemplate jdbc, CdrDays days, SumTables sums, Clock clock, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.days = days;
        this.sums = sums;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Sums up what there is to sum up. */
    public void sumUp() {
        Instant now = clock.instant();
        LocalDate today = CdrDays.dayOf(now.minus(AFTER_MIDNIGHT));
        for (LocalDate day : days.toSum(today, now.minus(BETWEEN_SUMS))) {
            transaction.executeWithoutResult(status -> sumUp(day, now));
        }
    }

    private void sumUp(LocalDate day, Instant now) {
        if (!days.summed(day, now)) {
            return;
        }
        int lines = 0;
        for (Sums kind : List.of(Sums.USAGE, Sums.COSTS)) {
            List<Line> found = sums.ofDay(kind, day);
            jdbc.update("DELETE FROM " + kind.table() + " WHERE summary_day = ?", day);
            jdbc.batchUpdate(
                    insert(kind),
                    found.stream().map(line -> row(kind, day, line, now)).toList());
            lines += found.size();
        }
        LOG.info("{} is summed up in {} lines", day, lines);
    }

    private static String insert(Sums kind) {
        List<String> columns = new ArrayList<>(List.of("name", "summary_day"));
        SumBy.OF_A_DAY.forEach(by -> columns.add(by.ofSummaries()));
        Stream.ofNullable(kind.part()).forEach(part -> columns.add(part.ofSummaries()));
        kind.ofRecords().stream().map(Measure::column).forEach(columns::add);
        columns.addAll(List.of("created_at", "modified_at"));
        return "INSERT INTO " + kind.table() + " (" + String.join(", ", columns) + ") VALUES ("
                + Sql.marks(columns.size()) + ")";
    }

    private static Object[] row(Sums kind, LocalDate day, Line line, Instant now) {
        List<Object> row = new ArrayList<>();
        row.add(Sha256.hex(Stream.concat(Stream.of(kind.table(), day.toString()), line.keys().stream())
                .map(key -> key == null ? "" : key.length() + ":" + key)
                .collect(Collectors.joining("|"))));
        row.add(day);
        row.addAll(line.keys());
        row.addAll(line.values());
        row.add(Sql.utc(now));
        row.add(Sql.utc(now));
        return row.toArray();
    }
}
