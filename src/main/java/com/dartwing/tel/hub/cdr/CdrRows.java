package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.cdr.Cdr;
import com.dartwing.tel.hub.db.Sql;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Call detail records as rows of {@code tel_cdr}. */
@Component
class CdrRows {

    private static final String INSERT =
            """
            INSERT INTO tel_cdr
              (cdr_type, direction, from_number, to_number, ended_at, duration_seconds, billable_seconds, units, status,
               carrier, carrier_record_id, cost_amount, cost_currency, api_key, module, organization, cost_center,
               country_code, error_code, attempts, index_state, modified_at, record_id, initiated_at, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'Due', ?, ?, ?, ?)
            """;

    private static final String UPDATE =
            """
            UPDATE tel_cdr SET cdr_type = ?, direction = ?, from_number = ?, to_number = ?, ended_at = ?,
              duration_seconds = ?, billable_seconds = ?, units = ?, status = ?, carrier = ?, carrier_record_id = ?,
              cost_amount = ?, cost_currency = ?, api_key = ?, module = ?, organization = ?, cost_center = ?,
              country_code = ?, error_code = ?, attempts = ?, index_state = 'Due', modified_at = ?,
              revision = revision + 1
            WHERE record_id = ? AND initiated_at = ?
            """;

    /** What of a kept record may still change. */
    private record Kept(String status, BigDecimal cost, String attempts) {

        boolean says(Cdr cdr) {
            return status.equals(cdr.status())
                    && (cost == null ? cdr.cost() == null : cdr.cost() != null && cost.compareTo(cdr.cost()) == 0)
                    && Objects.equals(attempts, cdr.attemptsJson());
        }
    }

    private final JdbcTemplate jdbc;
    private final CdrDays days;

    CdrRows(JdbcTemplate jdbc, CdrDays days) {
        this.jdbc = jdbc;
        this.days = days;
    }

    /**
     * Writes records that are new and corrects those that changed, in the caller's transaction.
     *
     * @return how many were written or corrected
     */
    int write(List<Cdr> cdrs, Instant now) {
        Map<String, Kept> kept = kept(cdrs);
        List<Cdr> news =
                cdrs.stream().filter(cdr -> !kept.containsKey(cdr.recordId())).toList();
        List<Cdr> changed = cdrs.stream()
                .filter(cdr -> kept.containsKey(cdr.recordId())
                        && !kept.get(cdr.recordId()).says(cdr))
                .toList();
        List<Cdr> written = new ArrayList<>(news);
        written.addAll(changed);
        if (!written.isEmpty()) {
            days.changing(
                    written.stream()
                            .map(cdr -> CdrDays.dayOf(cdr.initiatedAt()))
                            .toList(),
                    now);
            jdbc.batchUpdate(
                    INSERT, news.stream().map(cdr -> row(cdr, now, true)).toList());
            jdbc.batchUpdate(
                    UPDATE, changed.stream().map(cdr -> row(cdr, now, false)).toList());
        }
        return written.size();
    }

    private Map<String, Kept> kept(List<Cdr> cdrs) {
        Map<String, Kept> kept = new HashMap<>();
        if (cdrs.isEmpty()) {
            return kept;
        }
        List<Object> values = new ArrayList<>(cdrs.stream().map(Cdr::recordId).toList());
        // The time says which partitions they are in.
        values.add(Sql.utc(
                cdrs.stream().map(Cdr::initiatedAt).min(Instant::compareTo).orElseThrow()));
        values.add(Sql.utc(
                cdrs.stream().map(Cdr::initiatedAt).max(Instant::compareTo).orElseThrow()));
        jdbc.query(
                "SELECT record_id, status, cost_amount, attempts FROM tel_cdr WHERE record_id IN ("
                        + Sql.marks(cdrs.size()) + ") AND initiated_at BETWEEN ? AND ?",
                row -> {
                    kept.put(
                            row.getString("record_id"),
                            new Kept(
                                    row.getString("status"),
                                    row.getBigDecimal("cost_amount"),
                                    row.getString("attempts")));
                },
                values.toArray());
        return kept;
    }

    private static Object[] row(Cdr cdr, Instant now, boolean fresh) {
        List<Object> row = new ArrayList<>();
        row.add(cdr.type().word());
        row.add(cdr.direction());
        row.add(cdr.from());
        row.add(cdr.to());
        row.add(Sql.utc(cdr.endedAt()));
        row.add(cdr.durationSeconds());
        row.add(cdr.billableSeconds());
        row.add(cdr.units());
        row.add(cdr.status());
        row.add(cdr.carrier());
        row.add(cdr.carrierRecordId());
        row.add(cdr.cost());
        row.add(cdr.currency());
        row.add(cdr.owner().apiKey());
        row.add(cdr.owner().module());
        row.add(cdr.owner().organization());
        row.add(cdr.owner().costCenter());
        row.add(cdr.country());
        row.add(cdr.errorCode());
        row.add(cdr.attemptsJson());
        row.add(Sql.utc(now));
        row.add(cdr.recordId());
        row.add(Sql.utc(cdr.initiatedAt()));
        if (fresh) {
            row.add(Sql.utc(now));
        }
        return row.toArray();
    }
}
