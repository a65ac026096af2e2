package com.dartwing.tel.hub.sms;

import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.hub.access.CallbackTargets;
import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.hub.db.RecentFirst;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.hipaa.HealthEvents;
import com.dartwing.tel.hub.ops.MessageLog;
import com.dartwing.tel.hub.sms.ReceiptRows.Kept;
import com.dartwing.tel.hub.vault.Pseudonyms;
import com.dartwing.tel.sms.Receipt;
import com.dartwing.tel.sms.SmsEvent;
import com.dartwing.tel.sms.SmsStatus;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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

    /** @param erased whether its recipient has been: what a carrier says of them now is not kept */
    private record Message(
            String name,
            LocalDateTime createdAt,
            SmsStatus status,
            int sequence,
            String apiKey,
            String webhookUrl,
            boolean hipaa,
            boolean erased) {

        Message moved(SmsStatus to) {
            return new Message(name, createdAt, to, sequence + 1, apiKey, webhookUrl, hipaa, erased);
        }
    }

    private final ReceiptRows rows;
    private final ReceiptMessages messages;
    private final JdbcTemplate jdbc;
    private final Carriers carriers;
    private final Outbox outbox;
    private final CallbackTargets targets;
    private final SmsMeters meters;
    private final HealthEvents healthEvents;
    private final Clock clock;
    private final GroupCommit<Kept, Boolean> keeper;
    private final GroupCommit<String, Boolean> seeker;
    private final GroupCommit<Kept, Boolean> applier;

    public ReceiveReceipts(
            ReceiptRows rows,
            ReceiptMessages messages,
            JdbcTemplate jdbc,
            Carriers carriers,
            Outbox outbox,
            CallbackTargets targets,
            SmsMeters meters,
            HealthEvents healthEvents,
            Clock clock,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.messages = messages;
        this.jdbc = jdbc;
        this.carriers = carriers;
        this.outbox = outbox;
        this.targets = targets;
        this.meters = meters;
        this.healthEvents = healthEvents;
        this.clock = clock;
        this.keeper = new GroupCommit<>("receipt", transaction, rows::keep, group -> Map.of());
        this.seeker = new GroupCommit<>("receipt-seek", transaction, this::seek, group -> Map.of());
        this.applier = new GroupCommit<>("receipt-apply", transaction, this::apply, group -> Map.of());
    }

    /** Keeps and applies a receipt; returns after both are committed. */
    public void receive(Receipt receipt) {
        Kept kept = Kept.of(receipt);
        if (GroupCommit.await(keeper.submit(kept))) {
            GroupCommit.await(applier.submit(kept));
        }
    }

    /**
     * Takes a carrier's answer to an attempt that came after its time: from now on receipts with the carrier's id find the
     * message, those that came before included.
     *
     * @return completes when it is kept and applied; its caller need not wait
     */
    public CompletableFuture<Void> receiveLate(Receipt answer) {
        Kept kept = Kept.of(answer);
        return keeper.submit(kept)
                .thenCompose(fresh -> fresh ? applier.submit(kept) : CompletableFuture.completedFuture(false))
                .thenAccept(applied -> applyEarly(answer.carrierMessageId()));
    }

    /** Applies receipts that came before the attempt with this carrier id was known; soon, for nobody waits for it. */
    public void applyEarly(String carrierMessageId) {
        seeker.submit(carrierMessageId);
    }

    private List<Boolean> seek(List<String> ids) {
        rows.waiting("carrier_message_id IN (" + Sql.marks(ids.size()) + ")", ids.toArray())
                .forEach(applier::submit);
        return Collections.nCopies(ids.size(), true);
    }

    /** Applies what a crash left between keeping and applying. */
    public void applyLeft() {
        rows.waiting("received_at > ?", Sql.utc(clock.instant().minus(WAIT_FOR_ATTEMPT)))
                .forEach(applier::submit);
    }

    /** Moves the messages of these receipts on; answers whether each found its message. */
    private List<Boolean> apply(List<Kept> group) {
        Map<Receipt, String> messageOf =
                messages.of(group.stream().map(Kept::receipt).toList());
        if (messageOf.isEmpty()) {
            return group.stream().map(kept -> false).toList();
        }
        Instant now = clock.instant();
        Map<String, Message> locked = lock(new HashSet<>(messageOf.values()), now);
        List<Object[]> updates = new ArrayList<>();
        List<Object[]> applied = new ArrayList<>();
        List<Object[]> emptied = new ArrayList<>();
        List<Outbox.Entry> events = new ArrayList<>();
        group.stream().sorted(Comparator.comparing(kept -> kept.receipt().at())).forEach(kept -> {
            Message row = locked.get(messageOf.get(kept.receipt()));
            if (row == null) {
                return;
            }
            applied.add(new Object[] {row.name(), kept.name()});
            if (row.erased() || row.hipaa()) {
                emptied.add(new Object[] {row.erased(), kept.name()});
            }
            Receipt receipt = kept.receipt();
            if (!row.status().givesWayTo(receipt.status())) {
                return;
            }
            Message moved = row.moved(receipt.status());
            locked.put(row.name(), moved);
            updates.add(update(moved, receipt, now));
            events.add(new Outbox.Entry(
                    event(moved, receipt), moved.apiKey(), targets.of(moved.webhookUrl(), moved.apiKey())));
            meters.reported(receipt.carrier(), receipt.status());
            MessageLog.reported(row.name(), receipt.carrier(), receipt.status());
        });
        jdbc.batchUpdate(
                """
                UPDATE tel_sms_message SET status = ?, modified_at = ?, delivered_at = ?, error_code = ?,
                  error_message = ?, carrier = COALESCE(carrier, ?), sent_at = COALESCE(sent_at, ?),
                  carrier_message_id = COALESCE(carrier_message_id, ?),
                  next_attempt_at = ?, held_until = NULL, owner = NULL, event_sequence = ?
                WHERE name = ? AND created_at = ?
                """,
                updates);
        jdbc.batchUpdate("UPDATE tel_carrier_receipt SET message = ? WHERE name = ?", applied);
        if (!emptied.isEmpty()) {
            jdbc.batchUpdate(
                    "UPDATE tel_carrier_receipt SET recipient = CASE WHEN ? THEN NULL ELSE recipient END, detail = NULL"
                            + " WHERE name = ?",
                    emptied);
        }
        outbox.insert(events);
        return group.stream().map(kept -> messageOf.containsKey(kept.receipt())).toList();
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
            Sql.utc(LastLook.after(receipt.status(), null, now)),
            row.sequence(),
            row.name(),
            row.createdAt()
        };
    }

    private SmsEvent event(Message row, Receipt receipt) {
        SmsEvent event =
                switch (receipt.status()) {
                    case DELIVERED -> SmsEvent.delivered(row.name(), row.sequence(), receipt.at());
                    case SENT ->
                        SmsEvent.sent(row.name(), row.sequence(), receipt.at(), carriers.titleOf(receipt.carrier()));
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

    /** The carrier's words, but for a message with health data or without a person: they may repeat what it said. */
    private static String reason(Message row, Receipt receipt) {
        String code = receipt.code() == null ? "" : " (" + receipt.code() + ")";
        return (receipt.detail() == null || row.hipaa() || row.erased()
                        ? "the carrier could not deliver it"
                        : receipt.detail())
                + code;
    }

    private Map<String, Message> lock(Set<String> names, Instant now) {
        Map<String, Message> rows = new HashMap<>();
        RecentFirst.find(names, now, Message::name, this::lock).forEach(message -> rows.put(message.name(), message));
        return rows;
    }

    private List<Message> lock(Collection<String> names, Instant from, Instant until) {
        List<Object> values = new ArrayList<>(names.stream().sorted().toList());
        values.add(Sql.utc(from));
        values.add(Sql.utc(until));
        return jdbc.query(
                "SELECT name, created_at, status, event_sequence, api_key, webhook_url, hipaa_mode, to_number"
                        + " FROM tel_sms_message WHERE direction = 'Outbound' AND name IN (" + Sql.marks(names.size())
                        + ") AND created_at BETWEEN ? AND ? FOR UPDATE",
                (row, n) -> new Message(
                        row.getString("name"),
                        row.getObject("created_at", LocalDateTime.class),
                        SmsStatus.ofWord(row.getString("status")),
                        row.getInt("event_sequence"),
                        row.getString("api_key"),
                        row.getString("webhook_url"),
                        row.getBoolean("hipaa_mode"),
                        row.getString("to_number").startsWith(Pseudonyms.ERASED)),
                values.toArray());
    }

    @PreDestroy
    void close() {
        keeper.close();
        seeker.close();
        applier.close();
    }
}
