package com.dartwing.tel.hub.event;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.hub.rest.ApiEdge;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.amqp.AmqpException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What operators do about events that a consumer could not settle. */
@Component("deadLetterAdmin")
public class DeadLetterAdmin {

    private static final int PAGE = 100;

    private final ApiEdge api;
    private final DeadLetters letters;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    DeadLetterAdmin(ApiEdge api, DeadLetters letters, AuditLog audit, TransactionTemplate transaction) {
        this.api = api;
        this.letters = letters;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Answers {@code GET /admin/dead-letters}. */
    public void list(Exchange exchange) {
        List<Map<String, Object>> page =
                letters.list(api.parameter(exchange, "queue"), api.parameter(exchange, "cursor"), PAGE);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("total", letters.count());
        answer.put("dead_letters", page);
        answer.put("next_cursor", page.size() < PAGE ? null : page.get(PAGE - 1).get("name"));
        api.answer(exchange, 200, answer);
    }

    /** Puts one into its queue again, or forgets it. */
    public void change(Exchange exchange, @Header("letter") String name, @Header("action") String action) {
        switch (action) {
            case "repush" -> repush(name);
            case "discard" -> {
                // Nothing but what follows.
            }
            default -> throw new TelException.NotFound("There is no action of this name");
        }
        transaction.executeWithoutResult(status -> {
            letters.discard(name);
            audit.add(ApiEdge.actor(exchange), "dead_letter." + action, name, Map.of());
        });
        api.answer(exchange, 200, Map.of("name", name, "action", action));
    }

    private void repush(String name) {
        try {
            letters.repush(name);
        } catch (AmqpException e) {
            throw new TelException.Unavailable("The broker cannot take it now", Duration.ofSeconds(5));
        }
    }
}
