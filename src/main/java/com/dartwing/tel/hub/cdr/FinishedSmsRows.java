package com.dartwing.tel.hub.cdr;

import com.dartwing.tel.cdr.FinishedSms;
import com.dartwing.tel.hub.db.RecentFirst;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.sms.SmsStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Messages that have come to their end, read under their lock: whoever writes a record of one writes what is true until
 * the transaction is over, so that no older word can replace a newer one.
 */
@Component
class FinishedSmsRows {

    private static final String FINAL = "('Delivered', 'Undelivered', 'Failed', 'Canceled', 'Received')";
    /** A message with a time after its end is to be looked at then, for no event will tell of it. */
    private static final String DUE = Sql.due("next_attempt_at");

    private final JdbcTemplate jdbc;

    FinishedSmsRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the messages that are at their end; in the caller's transaction. */
    List<FinishedSms> lock(Collection<String> ids, Instant now) {
        return RecentFirst.find(ids, now, FinishedSms::id, (names, from, until) -> lock(names, now, from, until));
    }

    private List<FinishedSms> lock(Collection<String> ids, Instant now, Instant from, Instant until) {
        List<Object> values = new ArrayList<>(ids.stream().sorted().toList());
        values.add(Sql.utc(from));
        values.add(Sql.utc(until));
        values.add(Sql.utc(now));
        return jdbc.query(
                """
                SELECT name, direction, status, from_number, to_number, segments, created_at, modified_at, sent_at,
                  delivered_at, carrier, carrier_message_id, cost_amount, cost_currency, api_key, module, organization,
                  cost_center, error_code
                FROM tel_sms_message WHERE name IN (%s) AND created_at BETWEEN ? AND ?
                  AND (status IN %s OR status = 'Sent' AND %s) FOR UPDATE
                """
                        .formatted(Sql.marks(ids.size()), FINAL, DUE),
                (row, n) -> message(row),
                values.toArray());
    }

    /** Messages that are at their end by their clock alone. */
    List<String> due(Instant now, int most) {
        return jdbc.queryForList(
                "SELECT name FROM tel_sms_message USE INDEX (ix_tel_sms_message_next)"
                        + " WHERE status IN ('Sent', 'Delivered', 'Undelivered', 'Failed', 'Canceled')"
                        + " AND " + DUE + " LIMIT ?",
                String.class,
                Sql.utc(now),
                most);
    }

    /** They have their record now, and need no other look. */
    void seen(List<String> ids, Instant now) {
        jdbc.update(
                "UPDATE tel_sms_message SET next_attempt_at = NULL WHERE name IN (" + Sql.marks(ids.size()) + ") AND "
                        + DUE,
                concat(ids, Sql.utc(now)));
    }

    private static Object[] concat(List<String> ids, Object last) {
        List<Object> values = new ArrayList<>(ids);
        values.add(last);
        return values.toArray();
    }

    private static FinishedSms message(ResultSet row) throws SQLException {
        return new FinishedSms(
                row.getString("name"),
                "Inbound".equals(row.getString("direction")),
                SmsStatus.ofWord(row.getString("status")),
                row.getString("from_number"),
                row.getString("to_number"),
                row.getInt("segments"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "modified_at"),
                Sql.instant(row, "sent_at"),
                Sql.instant(row, "delivered_at"),
                row.getString("carrier"),
                row.getString("carrier_message_id"),
                row.getBigDecimal("cost_amount"),
                row.getString("cost_currency"),
                OwnerColumns.owner(row),
                row.getString("error_code"));
    }
}
