package com.dartwing.tel.hub.sms;

import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.sms.OutboundSms;
import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Header;
import org.apache.camel.component.springrabbit.SpringRabbitMQConstants;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Claims the messages that other processes have recorded and handed over. */
@Component("routedSms")
public class RoutedSms {

    private final JdbcTemplate jdbc;
    private final SmsRows rows;
    private final ClaimSms claims;
    private final Node node;
    private final Outcomes outcomes;
    private final GroupCommit<String, Optional<OutboundSms>> writer;

    RoutedSms(
            JdbcTemplate jdbc,
            SmsRows rows,
            ClaimSms claims,
            Node node,
            Outcomes outcomes,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.claims = claims;
        this.node = node;
        this.outcomes = outcomes;
        this.writer = new GroupCommit<>("routed", transaction, this::write, lost -> Map.of());
    }

    /**
     * Claims a message for this node.
     *
     * @return the message; null when somebody else has it, or it was canceled
     */
    public OutboundSms claim(
            @Header(SpringRabbitMQConstants.MESSAGE_ID) String id, @Header(HandOver.ANSWERS) String answers) {
        Optional<OutboundSms> claimed = GroupCommit.await(writer.submit(id));
        if (claimed.isPresent() && answers != null) {
            outcomes.expectElsewhere(id, answers);
        }
        return claimed.orElse(null);
    }

    private List<Optional<OutboundSms>> write(List<String> ids) {
        List<String> free = jdbc.queryForList(
                "SELECT name FROM tel_sms_message WHERE name IN (" + Sql.marks(ids.size())
                        + ") AND status = 'Queued' AND owner IS NULL FOR UPDATE",
                String.class,
                ids.stream().sorted().toArray());
        Map<String, OutboundSms> claimed = new HashMap<>();
        if (!free.isEmpty()) {
            free.forEach(claims::taking);
            jdbc.batchUpdate(
                    "UPDATE tel_sms_message SET owner = ?, next_attempt_at = NULL WHERE name = ?",
                    free.stream().map(id -> new Object[] {node.name(), id}).toList());
            rows.waiting(free).forEach(waiting -> claimed.put(waiting.sms().id(), waiting.sms()));
        }
        // The same one twice in a group is claimed once.
        return ids.stream().map(id -> Optional.ofNullable(claimed.remove(id))).toList();
    }

    @PreDestroy
    void close() {
        writer.close();
    }
}
