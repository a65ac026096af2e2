package com.dartwing.tel.hub.sms;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.access.KeySpend;
import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.db.StorageFault;
import com.dartwing.tel.hub.ops.MessageLog;
import com.dartwing.tel.hub.sms.OutcomeRows.Entry;
import com.dartwing.tel.routing.Attempt;
import com.dartwing.tel.routing.Dispatch;
import com.dartwing.tel.routing.RouteOption;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsOutcome;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Settles what came of a message's walk along its carriers: it is written, many messages together, and counted; receipts
 * that came before their attempt was known are looked for after the commit.
 */
@Component("settleSms")
public class SettleSms {

    private static final Logger LOG = LoggerFactory.getLogger(SettleSms.class);

    private final OutcomeRows rows;
    private final ReceiveReceipts receipts;
    private final SmsMeters meters;
    private final KeySpend spend;
    private final Clock clock;
    private final GroupCommit<Entry, SmsOutcome> writer;

    /** Outcomes that the storage could not take. Their messages stay in this node's hand until it does. */
    private final Queue<Entry> unwritten = new ConcurrentLinkedQueue<>();

    SettleSms(
            OutcomeRows rows,
            ReceiveReceipts receipts,
            SmsMeters meters,
            KeySpend spend,
            Clock clock,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.receipts = receipts;
        this.meters = meters;
        this.spend = spend;
        this.clock = clock;
        this.writer = new GroupCommit<>("outcome", transaction, rows::write, rows::readBack);
    }

    /**
     * Writes the outcome of a walk and answers it once it is committed. A carrier may have taken the message, so what the
     * storage cannot take now is kept, and written as soon as it can: then nobody is told.
     */
    public Optional<SmsOutcome> settle(Dispatch<OutboundSms> dispatch) {
        SmsOutcome outcome = SmsOutcome.of(dispatch, clock.instant(), RetryBackoff::after);
        Entry entry = new Entry(outcome, dispatch.attempts(), dispatch.options());
        try {
            return Optional.of(settle(entry));
        } catch (RuntimeException e) {
            if (!StorageFault.isIn(e) && !(e instanceof TelException.Unavailable)) {
                throw e;
            }
            unwritten.add(entry);
            return Optional.empty();
        }
    }

    /** Writes an outcome that no carrier decided. */
    public SmsOutcome settle(SmsOutcome outcome, List<Attempt> attempts, List<RouteOption> options) {
        return settle(new Entry(outcome, attempts, options));
    }

    private SmsOutcome settle(Entry entry) {
        SmsOutcome settled = GroupCommit.await(writer.submit(entry));
        written(settled);
        return settled;
    }

    private void written(SmsOutcome settled) {
        meters.settled(settled);
        MessageLog.settled(settled);
        spend.settled(settled);
        // Write first, then look: a receipt that came before the attempt was committed is applied now.
        Attempt attempt = settled.attempt();
        if (attempt != null && attempt.carrierMessageId() != null) {
            receipts.applyEarly(attempt.carrierMessageId());
        }
    }

    /** Writes what could not be written. An outcome whose commit was only not answered is there already. */
    public void again() {
        for (Entry entry = unwritten.peek(); entry != null; entry = unwritten.peek()) {
            if (rows.readBack(List.of(entry)).isEmpty()) {
                GroupCommit.await(writer.submit(entry));
            }
            written(entry.outcome());
            LOG.info(
                    "The outcome of {} is written now",
                    entry.outcome().message().id());
            unwritten.remove();
        }
    }

    /** Writes outcomes that no carrier decided, together. */
    void settleAll(List<SmsOutcome> outcomes) {
        outcomes.stream()
                .map(outcome -> writer.submit(new Entry(outcome, List.of(), List.of())))
                .toList()
                .forEach(submitted -> {
                    SmsOutcome settled = GroupCommit.await(submitted);
                    meters.settled(settled);
                    MessageLog.settled(settled);
                });
    }

    @PreDestroy
    void close() {
        writer.close();
    }
}
