package com.dartwing.tel.hub.sms;

import com.dartwing.tel.hub.db.AfterCommit;
import com.dartwing.tel.hub.db.DoubtfulClaims;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.routing.Attempt;
import com.dartwing.tel.sms.OnUnknown;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsOutcome;
import com.dartwing.tel.sms.SmsStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Claims messages that are due, and takes over those whose node has died. */
@Component("claimSms")
public class ClaimSms {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimSms.class);

    private final JdbcTemplate jdbc;
    private final SmsRows rows;
    private final SettleSms settle;
    private final Node node;
    private final AfterCommit afterCommit;
    private final Clock clock;
    private final DoubtfulClaims doubts;

    /** What was taken over from dead nodes, and is not settled as lost yet. */
    private final Set<String> unsettled = ConcurrentHashMap.newKeySet();

    public ClaimSms(
            JdbcTemplate jdbc,
            SmsRows rows,
            SettleSms settle,
            Node node,
            AfterCommit afterCommit,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.settle = settle;
        this.node = node;
        this.afterCommit = afterCommit;
        this.clock = clock;
        this.doubts = new DoubtfulClaims("tel_sms_message", jdbc, transaction, node, clock);
    }

    /** Claims a message for this node; all that a transaction claims go on together once it is committed. */
    public void claim(@Body DueSms due) {
        taking(due.getName());
        due.claim(node.name());
        afterCommit.sendTogether("direct:sms-resume", due.getName());
    }

    /** Notes that the current transaction, which has locked a message that was nobody's, makes it this node's. */
    void taking(String id) {
        doubts.taking(id);
        unsettled.remove(id);
    }

    /** Gives a message of this node back, to be claimed anew in a while; without a storage, when that is back. */
    void giveBack(String id) {
        try {
            letGo(List.of(id));
        } catch (RuntimeException e) {
            giveBackLater(List.of(id));
            throw e;
        }
    }

    /** Gives messages back of which nobody knows whether they were recorded; as soon as the storage answers. */
    public void giveBackLater(List<String> messages) {
        doubts.add(messages);
    }

    /** Gives messages of this node back, to be claimed anew in a while; one or more. */
    private void letGo(List<String> ids) {
        List<Object> values = new ArrayList<>();
        values.add(Sql.utc(clock.instant().plus(RetryBackoff.after(0))));
        values.addAll(ids);
        values.add(node.name());
        jdbc.update(
                "UPDATE tel_sms_message SET owner = NULL, next_attempt_at = ?, tries = tries + 1 WHERE name IN ("
                        + Sql.marks(ids.size()) + ") AND owner = ?",
                values.toArray());
    }

    /**
     * Takes over what dead nodes had in hand. Nobody knows whether their carriers took it: each is an unknown attempt,
     * and the message's own policy decides whether it is sent again. What the storage broke off here is finished the next
     * time.
     */
    public void takeOver() {
        settle.again();
        doubts.settle(this::letGo);
        Instant now = clock.instant();
        List<String> lost = jdbc.queryForList(
                "SELECT name FROM tel_sms_message WHERE status IN ('Queued', 'Scheduled', 'Held') AND owner IS NOT NULL"
                        + " AND owner NOT IN (SELECT name FROM tel_node WHERE alive_until >= ?) LIMIT 500",
                String.class,
                Sql.utc(now));
        for (String id : lost) {
            unsettled.add(id);
            jdbc.update(
                    "UPDATE tel_sms_message SET owner = ? WHERE name = ? AND owner NOT IN"
                            + " (SELECT name FROM tel_node WHERE alive_until >= ?)",
                    node.name(),
                    id,
                    Sql.utc(now));
        }
        for (String id : unsettled) {
            if (isOurs(id)) {
                rows.find(id).ifPresent(sms -> settleLost(sms, now));
            }
            unsettled.remove(id);
        }
        if (!lost.isEmpty()) {
            LOG.warn("Took over {} messages from nodes that died", lost.size());
        }
    }

    private boolean isOurs(String id) {
        return !jdbc.queryForList(
                        "SELECT name FROM tel_sms_message WHERE name = ? AND owner = ?", String.class, id, node.name())
                .isEmpty();
    }

    private void settleLost(OutboundSms sms, Instant now) {
        Attempt attempt = new Attempt(
                sms.id() + "-" + sms.tries() + ".0",
                "unknown",
                Attempt.Outcome.UNKNOWN,
                null,
                "node_lost",
                "the node that had it in hand died",
                now,
                Duration.ZERO,
                null,
                null,
                null);
        boolean hold = sms.policy().onUnknown() == OnUnknown.HOLD;
        Instant end = sms.policy().validUntil();
        SmsOutcome outcome = hold
                ? new SmsOutcome(sms, SmsStatus.HELD, attempt, "TEL-007", "its sending was interrupted", end, end)
                : new SmsOutcome(sms, SmsStatus.QUEUED, attempt, null, "its sending was interrupted", null, now);
        settle.settle(outcome, List.of(attempt), List.of());
    }
}
