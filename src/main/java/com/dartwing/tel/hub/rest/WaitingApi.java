package com.dartwing.tel.hub.rest;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.AuditLog;
import com.dartwing.tel.hub.sms.WaitingSms;
import com.dartwing.tel.hub.sms.WaitingSms.Whose;
import com.dartwing.tel.sms.SmsStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Cancels messages that wait, or sends them now: for their callers, and for operators. */
@Component("waitingApi")
public class WaitingApi {

    private final ApiEdge api;
    private final WaitingSms waiting;
    private final TransactionTemplate transaction;
    private final AuditLog audit;

    public WaitingApi(ApiEdge api, WaitingSms waiting, TransactionTemplate transaction, AuditLog audit) {
        this.api = api;
        this.waiting = waiting;
        this.transaction = transaction;
        this.audit = audit;
    }

    /** Answers {@code cancel_scheduled}. */
    public void cancel(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        String id = api.named(exchange, "message_id");
        waiting.cancel(id, new Whose.Of(caller.name()));
        answer(exchange, id, SmsStatus.CANCELED);
    }

    /** Answers {@code send_now}. */
    public void sendNow(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        String id = api.named(exchange, "message_id");
        waiting.sendNow(id, new Whose.Of(caller.name()));
        answer(exchange, id, SmsStatus.QUEUED);
    }

    /** An operator's {@code cancel} or {@code send_now} for anybody's message. */
    public void change(Exchange exchange, @Header("message") String id, @Header("action") String action) {
        switch (action) {
            case "cancel" ->
                change(exchange, id, action, SmsStatus.CANCELED, () -> waiting.cancel(id, new Whose.Anybody()));
            case "send_now" ->
                change(exchange, id, action, SmsStatus.QUEUED, () -> waiting.sendNow(id, new Whose.Anybody()));
            default -> throw new TelException.NotFound("There is no action of this name");
        }
    }

    private void change(Exchange exchange, String id, String action, SmsStatus then, Runnable change) {
        transaction.executeWithoutResult(status -> {
            change.run();
            audit.add(ApiEdge.actor(exchange), "sms." + action, id, Map.of());
        });
        answer(exchange, id, then);
    }

    private void answer(Exchange exchange, String id, SmsStatus status) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("message_id", id);
        message.put("status", status.answer());
        api.answer(exchange, 200, message);
    }
}
