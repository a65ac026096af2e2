package com.dartwing.tel.hub.sms;

import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.sms.ResumeSms.Fate;
import com.dartwing.tel.sms.OutboundSms;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.component.springrabbit.SpringRabbitMQConstants;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Claims messages that were recorded for sending now and are nobody's yet, many together: what other processes handed over,
 * and what waited here behind a burst. Each is judged again: a STOP since then counts.
 */
@Component("claimById")
public class ClaimById {

    private final JdbcTemplate jdbc;
    private final ClaimSms claims;
    private final ResumeSms resume;
    private final Node node;
    private final Outcomes outcomes;
    private final GroupCommit<String, Optional<Fate>> writer;

    ClaimById(
            JdbcTemplate jdbc,
            ClaimSms claims,
            ResumeSms resume,
            Node node,
            Outcomes outcomes,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.claims = claims;
        this.resume = resume;
        this.node = node;
        this.outcomes = outcomes;
        this.writer = new GroupCommit<>("claim", transaction, this::write, lost -> Map.of());
    }

    /** A recorded message that is to leave now, claimed when it was nobody's; null when it does not leave any more. */
    public OutboundSms leaving(@ExchangeProperty("recorded") Recorded recorded) {
        return recorded.isInHand() ? recorded.sms() : claim(recorded.sms().id(), null);
    }

    /**
     * Claims a message for this node.
     *
     * @param answers the queue that hears its outcome, or null
     * @return the message; null when somebody else has it, when it was canceled, or may not leave any more
     */
    public OutboundSms claim(
            @Header(SpringRabbitMQConstants.MESSAGE_ID) String id, @Header(HandOver.ANSWERS) String answers) {
        Optional<Fate> claimed = GroupCommit.await(writer.submit(id));
        if (claimed.isPresent() && answers != null) {
            outcomes.expectElsewhere(id, answers);
        }
        return claimed.flatMap(fate -> goOn(id, fate)).orElse(null);
    }

    private Optional<OutboundSms> goOn(String id, Fate fate) {
        try {
            Optional<OutboundSms> going = resume.goOn(List.of(fate)).stream().findFirst();
            if (fate instanceof Fate.Ends ends) {
                outcomes.tell(ends.outcome());
            }
            return going;
        } catch (RuntimeException e) {
            claims.giveBackLater(List.of(id));
            throw e;
        }
    }

    private List<Optional<Fate>> write(List<String> ids) {
        List<String> free = jdbc.queryForList(
                "SELECT name FROM tel_sms_message WHERE name IN (" + Sql.marks(ids.size())
                        + ") AND status = 'Queued' AND owner IS NULL FOR UPDATE",
                String.class,
                ids.stream().sorted().toArray());
        if (free.isEmpty()) {
            return ids.stream().map(id -> Optional.<Fate>empty()).toList();
        }
        free.forEach(claims::taking);
        jdbc.batchUpdate(
                "UPDATE tel_sms_message SET owner = ?, next_attempt_at = NULL WHERE name = ?",
                free.stream().map(id -> new Object[] {node.name(), id}).toList());
        Map<String, Fate> fates = resume.fates(free);
        // The same one twice in a group is claimed once.
        return ids.stream().map(id -> Optional.ofNullable(fates.remove(id))).toList();
    }

    @PreDestroy
    void close() {
        writer.close();
    }
}
