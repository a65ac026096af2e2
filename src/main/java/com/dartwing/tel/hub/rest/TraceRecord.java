package com.dartwing.tel.hub.rest;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.hub.carrier.AttemptRows;
import com.dartwing.tel.hub.carrier.AttemptTable;
import com.dartwing.tel.hub.db.AuditLog.Actor;
import com.dartwing.tel.hub.fax.FaxView;
import com.dartwing.tel.hub.sms.SmsView;
import com.dartwing.tel.hub.sms.Stages;
import com.dartwing.tel.hub.voice.CallView;
import com.dartwing.tel.hub.webhook.DeliveryView;
import com.dartwing.tel.record.RecordKind;
import com.dartwing.tel.routing.RouteOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Traces a message, a call or a fax: what became of it, by which stages, carriers and events. */
@Component
class TraceRecord {

    private static final Set<String> REFUSED_BY_RULES = Set.of("TEL-009", "TEL-010", "TEL-102", "TEL-103");

    private final SmsView messages;
    private final CallView calls;
    private final FaxView faxes;
    private final AttemptRows attempts;
    private final DeliveryView deliveries;

    TraceRecord(SmsView messages, CallView calls, FaxView faxes, AttemptRows attempts, DeliveryView deliveries) {
        this.messages = messages;
        this.calls = calls;
        this.faxes = faxes;
        this.attempts = attempts;
        this.deliveries = deliveries;
    }

    /** @throws com.dartwing.tel.error.TelException.NotFound when the caller has no such record */
    Map<String, Object> trace(String id, ApiKey caller, Actor reader) {
        Map<String, Object> trace =
                switch (kind(id)) {
                    case SMS -> messages.trace(id, caller, reader);
                    case CALL -> staged(calls.of(id, caller));
                    case FAX -> staged(faxes.of(id, caller));
                };
        trace.put("events", deliveries.events(id));
        return trace;
    }

    /** The carriers as they were ranked for it; empty before it was routed. */
    List<RouteOption> ranking(String id) {
        return attempts.ranking(kind(id), id);
    }

    private static AttemptTable kind(String id) {
        return switch (RecordKind.of(id)) {
            case CALL -> AttemptTable.CALL;
            case FAX -> AttemptTable.FAX;
            default -> AttemptTable.SMS;
        };
    }

    private static Map<String, Object> staged(Map<String, Object> record) {
        String refusal = (String) record.get("error_code");
        Map<String, Object> admitted = Stages.stage("admit", "pass", "by its API key");
        record.put(
                "stages",
                refusal != null && REFUSED_BY_RULES.contains(refusal)
                        ? List.of(
                                admitted, Stages.stage("comply", "block", refusal + " " + record.get("error_message")))
                        : List.of(
                                admitted,
                                Stages.stage("comply", "pass", "no rule objected"),
                                Stages.stage("route", (String) record.get("status"), "by " + record.get("carrier"))));
        return record;
    }
}
