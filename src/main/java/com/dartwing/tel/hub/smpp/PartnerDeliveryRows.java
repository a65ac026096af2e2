package com.dartwing.tel.hub.smpp;

import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What partners are to hear, as rows of {@code tel_smpp_delivery}; a node claims what it delivers. */
@Component
class PartnerDeliveryRows {

    /** Longer than any partner may take to answer; what a dead node had in hand is free then. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final String FREE = Sql.due("next_attempt_at") + " AND (owner IS NULL OR lease_until < ?)";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Node node;
    private final Clock clock;

    PartnerDeliveryRows(JdbcTemplate jdbc, TransactionTemplate transaction, Node node, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.node = node;
        this.clock = clock;
    }

    /** Those of these partners for whom something waits. */
    List<String> waiting(Collection<String> partners) {
        List<Object> values = new ArrayList<>(partners);
        values.add(now());
        values.add(now());
        return jdbc.queryForList(
                "SELECT a.system_id FROM tel_smpp_account a WHERE a.system_id IN (" + Sql.marks(partners.size())
                        + ") AND EXISTS (SELECT 1 FROM tel_smpp_delivery d WHERE d.account = a.system_id AND " + FREE
                        + ")",
                String.class,
                values.toArray());
    }

    /** Claims what a partner has waited for longest, in its order; one that was refused waits anew. */
    List<PartnerDelivery> claim(String partner, int most) {
        List<String> names = jdbc.queryForList(
                // In the words of its index, so that no more rows are read than are claimed.
                "SELECT name FROM tel_smpp_delivery WHERE account = ? AND " + FREE
                        + " ORDER BY account, next_attempt_at, created_at, name LIMIT " + most,
                String.class,
                partner,
                now(),
                now());
        if (names.isEmpty()) {
            return List.of();
        }
        List<Object> claim =
                new ArrayList<>(List.of(node.name(), Sql.utc(clock.instant().plus(LEASE))));
        claim.addAll(names);
        claim.add(now());
        jdbc.update(
                "UPDATE tel_smpp_delivery SET owner = ?, lease_until = ? WHERE name IN (" + Sql.marks(names.size())
                        + ") AND (owner IS NULL OR lease_until < ?)",
                claim.toArray());
        List<Object> mine = new ArrayList<>(names);
        mine.add(node.name());
        return jdbc.query(
                "SELECT d.*, m.from_number, m.to_number, m.body, m.webhook_url, m.created_at AS submitted_at"
                        + " FROM tel_smpp_delivery d LEFT JOIN tel_sms_message m ON m.name = d.record_id"
                        + " WHERE d.name IN (" + Sql.marks(names.size()) + ") AND d.owner = ?"
                        + " ORDER BY d.next_attempt_at, d.created_at, d.name",
                (row, n) -> delivery(row),
                mine.toArray());
    }

    private static PartnerDelivery delivery(ResultSet row) throws SQLException {
        return new PartnerDelivery(
                row.getString("name"),
                row.getString("account"),
                row.getString("event"),
                PartnerTarget.parse(row.getString("webhook_url"))
                        .map(PartnerTarget::answered)
                        .orElse(row.getString("record_id")),
                row.getString("status"),
                row.getString("error_code"),
                row.getInt("tries"),
                row.getString("from_number"),
                row.getString("to_number"),
                row.getString("body"),
                Sql.instant(row, "submitted_at"),
                Sql.instant(row, "created_at"));
    }

    /** They are with their partner. It is noted by one commit; without a transaction each would have its own. */
    void delivered(List<PartnerDelivery> deliveries) {
        List<Object[]> rows = deliveries.stream()
                .map(delivery -> new Object[] {delivery.name()})
                .toList();
        transaction.executeWithoutResult(
                status -> jdbc.batchUpdate("DELETE FROM tel_smpp_delivery WHERE name = ?", rows));
    }

    /** The partner did not want it now. */
    void refused(PartnerDelivery delivery, Instant again) {
        jdbc.update(
                "UPDATE tel_smpp_delivery SET owner = NULL, tries = tries + 1, next_attempt_at = ? WHERE name = ?",
                Sql.utc(again),
                delivery.name());
    }

    /** The partner has gone: whoever has it next goes on. */
    void release(PartnerDelivery delivery) {
        jdbc.update(
                "UPDATE tel_smpp_delivery SET owner = NULL WHERE name = ? AND owner = ?", delivery.name(), node.name());
    }

    void purge(Instant before) {
        jdbc.update("DELETE FROM tel_smpp_delivery WHERE created_at < ?", Sql.utc(before));
    }

    private Object now() {
        return Sql.utc(clock.instant());
    }
}
