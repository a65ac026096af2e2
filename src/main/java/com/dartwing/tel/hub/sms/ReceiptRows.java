package com.dartwing.tel.hub.sms;

import com.dartwing.tel.crypto.Sha256;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.sms.Receipt;
import com.dartwing.tel.sms.SmsStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Carriers' receipts as rows of {@code tel_carrier_receipt}; one whose message is not known yet has none. */
@Component
class ReceiptRows {

    /** A receipt under the name that makes a repeated one the same. */
    record Kept(String name, Receipt receipt) {

        static Kept of(Receipt receipt) {
            return new Kept(nameOf(receipt), receipt);
        }
    }

    private final JdbcTemplate jdbc;
    private final Clock clock;

    ReceiptRows(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The receipts that wait for their message, newest first, 1,000 at most. */
    List<Kept> waiting(String condition, Object... values) {
        return jdbc.query(
                "SELECT * FROM tel_carrier_receipt WHERE message IS NULL AND " + condition
                        + " ORDER BY received_at DESC LIMIT 1000",
                (row, n) -> kept(row),
                values);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getString("name"),
                new Receipt(
                        row.getString("carrier"),
                        row.getString("carrier_message_id"),
                        row.getString("attempt"),
                        row.getString("recipient"),
                        SmsStatus.ofWord(row.getString("status")),
                        row.getString("code"),
                        row.getString("detail"),
                        Sql.instant(row, "reported_at")));
    }

    /** Writes the receipts that are new; answers whether each is. */
    List<Boolean> keep(List<Kept> group) {
        Map<String, Kept> fresh = new LinkedHashMap<>();
        group.forEach(kept -> fresh.putIfAbsent(kept.name(), kept));
        jdbc.queryForList(
                        "SELECT name FROM tel_carrier_receipt WHERE name IN (" + Sql.marks(fresh.size()) + ")",
                        String.class,
                        fresh.keySet().toArray())
                .forEach(fresh::remove);
        Instant now = clock.instant();
        jdbc.batchUpdate(
                """
                INSERT INTO tel_carrier_receipt
                  (name, carrier, carrier_message_id, attempt, recipient, status, code, detail, reported_at, received_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                fresh.values().stream()
                        .map(kept -> {
                            Receipt receipt = kept.receipt();
                            return new Object[] {
                                kept.name(),
                                receipt.carrier(),
                                Sql.cut(receipt.carrierMessageId(), 191),
                                Sql.cut(receipt.attempt(), 40),
                                Sql.cut(receipt.recipient(), 20),
                                receipt.status().word(),
                                Sql.cut(receipt.code(), 64),
                                Sql.cut(receipt.detail(), 500),
                                Sql.utc(receipt.at()),
                                Sql.utc(now)
                            };
                        })
                        .toList());
        return group.stream().map(kept -> fresh.get(kept.name()) == kept).toList();
    }

    private static String nameOf(Receipt receipt) {
        return Sha256.hex(String.join(
                "|",
                receipt.carrier(),
                String.valueOf(receipt.carrierMessageId()),
                String.valueOf(receipt.attempt()),
                String.valueOf(receipt.recipient()),
                receipt.status().word()));
    }
}
