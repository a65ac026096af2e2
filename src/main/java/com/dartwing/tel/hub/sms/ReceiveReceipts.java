package com.dartwing.tel.hub.sms;

import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.hipaa.HealthEvents;
import com.dartwing.tel.sms.Receipt;
import com.dartwing.tel.sms.SmsEvent;
import com.dartwing.tel.sms.SmsStatus;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes carriers' receipts: each is kept first, then applied to the message of its attempt. Receipts may come early,
 * twice or in the wrong order; the message's state only moves forward.
 */
@Component("receiveReceipts")
public class ReceiveReceipts {

    private static final Duration WAIT_FOR_ATTEMPT = Duration.ofHours(72);

    /** A receipt under the name that makes a repeated one the same. */
    private record Kept(String name, Receipt receipt) {}

    private record Message(
            String name, SmsStatus status, int sequence, String apiKey, String webhookUrl, boolean hipaa) {}

    private final JdbcTemplate jdbc;
    private final Outbox outbox;
    private final CallbackTargets targets;
    private final SmsMeters meters;
    private final HealthEvents healthEvents;
    private final Clock clock;
    private final GroupCommit<Kept, Boolean> keeper;
    private final GroupCommit<String, Boolean> seeker;
    private final GroupCommit<Kept, Boolean> applier;

    public ReceiveReceipts(
            JdbcTemplate jdbc,
            Outbox outbox,
            CallbackTargets targets,
            SmsMeters meters,
            HealthEvents healthEvents,
            Clock clock,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.targets = targets;
        this.meters = meters;
        this.healthEvents = healthEvents;
        this.clock = clock;
        this.keeper = new GroupCommit<>("receipt", transaction, this::keep, group -> Map.of());
        this.seeker = new GroupCommit<>("receipt-seek", transaction, this::seek, group -> Map.of());
        this.applier = new GroupCommit<>("receipt-apply", transaction, this::apply, group -> Map.of());
    }

    /** Keeps and applies a receipt; returns after both are committed. */
    public void receive(Receipt receipt) {
        Kept kept = new Kept(nameOf(receipt), receipt);
        if (GroupCommit.await(keeper.submit(kept))) {
            GroupCommit.await(applier.submit(kept));
        }
    }

    /** Applies receipts that came before the attempt with this carrier id was known; soon, for nobody waits for it. */
    public void applyEarly(String carrierMessageId) {
        seeker.submit(carrierMessageId);
    }

    private List<Boolean> seek(List<String> ids) {
        waiting("carrier_message_id IN (" + Sql.marks(ids.size()) + ")", ids.toArray())
                .forEach(applier::submit);
        return Collections.nCopies(ids.size(), true);
    }

    /** Applies what a crash left between keeping and applying. */
    public void applyLeft() {
        waiting("received_at > ?", Sql.utc(clock.instant().minus(WAIT_FOR_ATTEMPT)))
                .forEach(applier::submit);
    }

    private List<Kept> waiting(String condition, Object... values) {
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
    private List<Boolean> keep(List<Kept> group) {
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

    /** Moves the messages of these receipts on; answers whether each found its message. */
    private List<Boolean> apply(List<Kept> group) {
        Map<String, String> messageOf = messages(group);
        if (messageOf.isEmpty()) {
            return group.stream().map(kept -> false).toList();
        }
        Map<String, Message> rows = lock(new HashSet<>(messageOf.values()));
        Instant now = clock.instant();
        List<Object[]> updates = new ArrayList<>();
        List<Object[]> applied = new ArrayList<>();
        List<Outbox.Entry> events = new ArrayList<>();
        group.stream().sorted(Comparator.comparing(kept -> kept.receipt().at())).forEach(kept -> {
            Message row = rows.get(messageOf.get(kept.name()));
            if (row == null) {
                return;
            }
            applied.add(new Object[] {row.name(), kept.name()});
            Receipt receipt = kept.receipt();
            if (!row.status().givesWayTo(receipt.status())) {
                return;
            }
            Message moved = new Message(
                    row.name(), receipt.status(), row.sequence() + 1, row.apiKey(), row.webhookUrl(), row.hipaa());
            rows.put(row.name(), moved);
            updates.add(update(moved, receipt, now));
            events.add(new Outbox.Entry(
                    event(moved, receipt), moved.apiKey(), targets.of(moved.webhookUrl(), moved.apiKey())));
            meters.reported(receipt.carrier(), receipt.status());
        });
        jdbc.batchUpdate(
                """
                UPDATE tel_sms_message SET status = ?, modified_at = ?, delivered_at = ?, error_code = ?,
                  error_message = ?, carrier = COALESCE(carrier, ?), sent_at = COALESCE(sent_at, ?),
                  carrier_message_id = COALESCE(carrier_message_id, ?),
                  next_attempt_at = NULL, held_until = NULL, owner = NULL, event_sequence = ?
                WHERE name = ?
                """,
                updates);
        jdbc.batchUpdate("UPDATE tel_carrier_receipt SET message = ? WHERE name = ?", applied);
        outbox.insert(events);
        return group.stream().map(kept -> messageOf.containsKey(kept.name())).toList();
    }

    private static Object[] update(Message row, Receipt receipt, Instant now) {
        boolean bad = receipt.status() == SmsStatus.FAILED || receipt.status() == SmsStatus.UNDELIVERED;
        return new Object[] {
            row.status().word(),
            Sql.utc(now),
            receipt.status() == SmsStatus.DELIVERED ? Sql.utc(receipt.at()) : null,
            bad ? "TEL-002" : null,
            bad ? Sql.cut(reason(row, receipt), 500) : null,
            receipt.carrier(),
            Sql.utc(receipt.at()),
            receipt.carrierMessageId(),
            row.sequence(),
            row.name()
        };
    }

    private SmsEvent event(Message row, Receipt receipt) {
        SmsEvent event =
                switch (receipt.status()) {
                    case DELIVERED -> SmsEvent.delivered(row.name(), row.sequence(), receipt.at());
                    case SENT -> SmsEvent.sent(row.name(), row.sequence(), receipt.at(), receipt.carrier());
                    default ->
                        SmsEvent.failed(
                                row.name(),
                                row.sequence(),
                                receipt.at(),
                                receipt.status(),
                                "TEL-002",
                                reason(row, receipt));
                };
        return healthEvents.of(row.hipaa(), event);
    }

    /** The carrier's words, but for a message with health data: they may repeat it. */
    private static String reason(Message row, Receipt receipt) {
        String code = receipt.code() == null ? "" : " (" + receipt.code() + ")";
        return (receipt.detail() == null || row.hipaa() ? "the carrier could not deliver it" : receipt.detail()) + code;
    }

    /** The message of each receipt: by our attempt's id where the carrier gives it back, else by the carrier's id. */
    private Map<String, String> messages(List<Kept> group) {
        Map<String, String> found = new HashMap<>();
        Set<String> carrierIds = new HashSet<>();
        for (Kept kept : group) {
            Receipt receipt = kept.receipt();
            if (receipt.attempt() != null && receipt.attempt().matches("SMS-\\d{4}-\\d{6,}-\\d+\\.\\d+")) {
                found.put(
                        kept.name(),
                        receipt.attempt().substring(0, receipt.attempt().lastIndexOf('-')));
            } else if (receipt.carrierMessageId() != null) {
                carrierIds.add(receipt.carrierMessageId());
            }
        }
        if (!carrierIds.isEmpty()) {
            Map<String, String> byCarrierId = new HashMap<>();
            jdbc.query(
                    "SELECT a.carrier, a.carrier_message_id, a.message, m.to_number FROM tel_sms_attempt a"
                            + " JOIN tel_sms_message m ON m.name = a.message WHERE a.carrier_message_id IN ("
                            + Sql.marks(carrierIds.size()) + ")",
                    row -> {
                        String id = row.getString(1) + "|" + row.getString(2);
                        byCarrierId.put(id, row.getString(3));
                        byCarrierId.put(id + "|" + row.getString(4), row.getString(3));
                    },
                    carrierIds.toArray());
            for (Kept kept : group) {
                Receipt receipt = kept.receipt();
                String id = receipt.carrier() + "|" + receipt.carrierMessageId();
                String message = byCarrierId.get(receipt.recipient() == null ? id : id + "|" + receipt.recipient());
                if (message != null) {
                    found.putIfAbsent(kept.name(), message);
                }
            }
        }
        return found;
    }

    private Map<String, Message> lock(Set<String> names) {
        Map<String, Message> rows = new HashMap<>();
        jdbc.query(
                "SELECT name, status, event_sequence, api_key, webhook_url, hipaa_mode FROM tel_sms_message"
                        + " WHERE direction = 'Outbound' AND name IN (" + Sql.marks(names.size()) + ") FOR UPDATE",
                row -> {
                    Message message = new Message(
                            row.getString("name"),
                            SmsStatus.ofWord(row.getString("status")),
                            row.getInt("event_sequence"),
                            row.getString("api_key"),
                            row.getString("webhook_url"),
                            row.getBoolean("hipaa_mode"));
                    rows.put(message.name(), message);
                },
                names.stream().sorted().toArray());
        return rows;
    }

    private static String nameOf(Receipt receipt) {
        return sha256(String.join(
                "|",
                receipt.carrier(),
                String.valueOf(receipt.carrierMessageId()),
                String.valueOf(receipt.attempt()),
                String.valueOf(receipt.recipient()),
                receipt.status().word()));
    }

    static String sha256(String text) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @PreDestroy
    void close() {
        keeper.close();
        seeker.close();
        applier.close();
    }
}
