package com.dartwing.tel.hub.carrier;

import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.db.TableVersions;
import com.dartwing.tel.routing.Rate;
import com.dartwing.tel.routing.RateChanges;
import com.dartwing.tel.routing.RateLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings the rate table in step with a file, in one transaction, and reads it out again. */
@Component
public class ImportRates {

    private static final int PORTION = 2_000;

    private static final String SELECT =
            "SELECT carrier, operation, prefix, price, currency, unit, effective_from, enabled FROM tel_rate";
    private static final String IN_ORDER = " ORDER BY carrier, operation, prefix, effective_from";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final TableVersions versions;
    private final AuditLog audit;
    private final RateTable rates;
    private final Clock clock;

    public ImportRates(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            TableVersions versions,
            AuditLog audit,
            RateTable rates,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.versions = versions;
        this.audit = audit;
        this.rates = rates;
        this.clock = clock;
    }

    /** What an import of these lines would do now. */
    public RateChanges compare(List<RateLine> lines, boolean replaces) {
        Set<RateLine.Table> tables = lines.stream().map(RateLine::table).collect(Collectors.toSet());
        List<RateLine> held = new ArrayList<>();
        read(SELECT + IN_ORDER, line -> {
            if (tables.contains(line.table())) {
                held.add(line);
            }
        });
        return RateChanges.between(held.iterator(), lines, replaces);
    }

    /** Makes the changes, all or none. */
    public RateChanges apply(List<RateLine> lines, boolean replaces, AuditLog.Actor person) {
        RateChanges made = transaction.execute(status -> {
            // Two imports at once would each compare with what the other is about to change.
            versions.changed("tel_rate");
            RateChanges changes = compare(lines, replaces);
            write(changes);
            audit.add(
                    person,
                    "rates.import",
                    "TEL Rate Table",
                    Map.of(
                            "added", changes.added().size(),
                            "changed", changes.changed().size(),
                            "removed", changes.removed().size()));
            return changes;
        });
        rates.snapshot().refresh();
        return made;
    }

    private void write(RateChanges changes) {
        Object now = Sql.utc(clock.instant());
        batch(
                "DELETE FROM tel_rate WHERE carrier = ? AND operation = ? AND prefix = ? AND effective_from = ?",
                changes.removed().stream().map(line -> key(line.rate())).toList());
        batch(
                "UPDATE tel_rate SET price = ?, currency = ?, unit = ?, enabled = ?, modified_at = ?"
                        + " WHERE carrier = ? AND operation = ? AND prefix = ? AND effective_from = ?",
                changes.changed().stream()
                        .map(RateChanges.Change::to)
                        .map(line -> {
                            Object[] key = key(line.rate());
                            return new Object[] {
                                line.rate().price(),
                                line.rate().currency(),
                                line.unit(),
                                line.enabled(),
                                now,
                                key[0],
                                key[1],
                                key[2],
                                key[3]
                            };
                        })
                        .toList());
        batch(
                "INSERT INTO tel_rate (name, carrier, operation, prefix, effective_from, price, currency, unit,"
                        + " enabled, created_at, modified_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                changes.added().stream()
                        .map(line -> {
                            Object[] key = key(line.rate());
                            return new Object[] {
                                line.name(),
                                key[0],
                                key[1],
                                key[2],
                                key[3],
                                line.rate().price(),
                                line.rate().currency(),
                                line.unit(),
                                line.enabled(),
                                now,
                                now
                            };
                        })
                        .toList());
    }

    private void batch(String statement, List<Object[]> rows) {
        for (int from = 0; from < rows.size(); from += PORTION) {
            jdbc.batchUpdate(statement, rows.subList(from, Math.min(rows.size(), from + PORTION)));
        }
    }

    private static Object[] key(Rate rate) {
        return new Object[] {rate.carrier(), rate.operation(), rate.prefix(), Sql.utc(rate.effectiveFrom())};
    }

    /** Reads all rates out, in the order of their keys. */
    public void export(Consumer<RateLine> reader) {
        read(SELECT + IN_ORDER, reader);
    }

    private void read(String query, Consumer<RateLine> reader) {
        jdbc.query(connection -> Sql.streamed(connection, query), row -> {
            reader.accept(line(row));
        });
    }

    private static RateLine line(ResultSet row) throws SQLException {
        return new RateLine(
                new Rate(
                        row.getString("carrier").intern(),
                        row.getString("operation").intern(),
                        row.getString("prefix"),
                        row.getBigDecimal("price"),
                        row.getString("currency").intern(),
                        Sql.instant(row, "effective_from")),
                row.getString("unit").intern(),
                row.getBoolean("enabled"));
    }
}
