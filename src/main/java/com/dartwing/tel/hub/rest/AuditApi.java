package com.dartwing.tel.hub.rest;

import com.dartwing.tel.hub.db.AuditChain;
import com.dartwing.tel.hub.db.AuditChain.Verdict;
import com.dartwing.tel.hub.security.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Whether the audit log can be believed. */
@Component("auditApi")
public class AuditApi {

    private final ApiEdge api;
    private final AuditChain chain;

    AuditApi(ApiEdge api, AuditChain chain) {
        this.api = api;
        this.chain = chain;
    }

    /** Walks along all of the log, and answers where it breaks, if it does. */
    public void verify(Exchange exchange) {
        ApiEdge.require(exchange, Role.SYSTEM_MANAGER);
        Verdict verdict = chain.verify();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("intact", verdict.intact());
        answer.put("lines", verdict.lines());
        answer.put("broken_at", verdict.brokenAt());
        answer.put("head", verdict.head());
        answer.put("unkeyed", verdict.unkeyed());
        answer.put("unchained", verdict.unchained());
        api.answer(exchange, 200, answer);
    }
}
