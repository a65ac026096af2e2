package com.dartwing.tel.hub.batch;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.access.ApiKeys;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.sms.ClaimSms;
import com.dartwing.tel.hub.sms.JudgeSms;
import com.dartwing.tel.hub.sms.JudgedSms;
import com.dartwing.tel.hub.sms.RecordSms;
import com.dartwing.tel.hub.sms.Recorded;
import com.dartwing.tel.limits.Pace;
import com.dartwing.tel.sms.BatchRecipient;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsCommand;
import com.dartwing.tel.sms.ValidateSms;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns the next recipients of a batch into messages, as many as its pace lets pass. They cease to wait in the
 * transaction that records their messages, so that each becomes one once, whatever happens to this node.
 */
@Component("releaseBatch")
public class ReleaseBatch {

    private static final int GROUP_AT_MOST = 500;

    private final BatchRows rows;
    private final ApiKeys keys;
    private final ValidateSms validate;
    private final JudgeSms judge;
    private final RecordSms record;
    private final ClaimSms claims;
    private final Node node;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();

    public ReleaseBatch(
            BatchRows rows,
            ApiKeys keys,
            ValidateSms validate,
            JudgeSms judge,
            RecordSms record,
            ClaimSms claims,
            Node node,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.keys = keys;
        this.validate = validate;
        this.judge = judge;
        this.record = record;
        this.claims = claims;
        this.node = node;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The messages that are to be sent now; they are recorded, and this node's. */
    public List<OutboundSms> release(@Body SmsBatch batch) {
        if (batch.isReleased()) {
            paces.remove(batch.id());
            return List.of();
        }
        int may = paces.computeIfAbsent(
                        batch.id(), any -> new Pace(batch.request().messagesPerSecond(), clock))
                .take(GROUP_AT_MOST);
        return may == 0 ? List.of() : release(batch, rows.next(batch, may), may);
    }

    private List<OutboundSms> release(SmsBatch batch, List<BatchRecipient.Good> next, int may) {
        int released =
                next.size() < may ? batch.total() : next.get(next.size() - 1).position() + 1;
        List<BatchRecipient.Bad> bad = new ArrayList<>();
        List<JudgedSms> judged = judge.all(messages(batch, next, bad));
        try {
            List<Recorded> recorded = transaction.execute(status -> {
                if (!rows.advance(batch, released, node.name())) {
                    return List.<Recorded>of();
                }
                rows.insertFailures(batch.id(), bad);
                return record.recordAll(judged);
            });
            return recorded == null
                    ? List.of()
                    : recorded.stream()
                            .filter(Recorded::isDue)
                            .map(Recorded::sms)
                            .toList();
        } catch (RuntimeException e) {
            // The answer to the commit may be what was lost: then they are recorded as this node's, and nobody sends
            // them.
            claims.giveBackLater(
                    judged.stream().map(one -> one.judgement().message().id()).toList());
            throw e;
        }
    }

    private List<OutboundSms> messages(
            SmsBatch batch, List<BatchRecipient.Good> recipients, List<BatchRecipient.Bad> bad) {
        ApiKey caller = keys.byName(batch.apiKey())
                .filter(key -> key.status() == ApiKey.Status.ACTIVE)
                .orElse(null);
        List<OutboundSms> messages = new ArrayList<>(recipients.size());
        for (BatchRecipient.Good recipient : recipients) {
            try {
                if (caller == null) {
                    throw new TelException.InvalidApiKey("the batch's API key is not active any more");
                }
                messages.add(validate.validate(new SmsCommand(
                                caller, batch.request().to(recipient.to(), recipient.body()), null, null))
                        .withBatch(batch.id()));
            } catch (TelException refusal) {
                bad.add(new BatchRecipient.Bad(
                        recipient.position(), recipient.to(), refusal.code(), refusal.getMessage()));
            }
        }
        return messages;
    }
}
