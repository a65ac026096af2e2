package com.dartwing.tel.hub.rest;

import com.dartwing.tel.access.ApiKey;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Answers why a message, a call or a fax goes the way it goes: before it is sent, and after (contract, section 7). */
@Component("routingApi")
public class RoutingApi {

    private final ApiEdge api;
    private final ExplainRoute explain;
    private final TraceRecord traces;

    RoutingApi(ApiEdge api, ExplainRoute explain, TraceRecord traces) {
        this.api = api;
        this.explain = explain;
        this.traces = traces;
    }

    /** Walks the stages without sending anything, and tells each one's verdict. */
    public void explain(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        api.answer(exchange, 200, explain.explain(caller, api.read(exchange, ExplainRequest.class)));
    }

    /** Shows the way that a real record took. */
    public void trace(Exchange exchange, @ExchangeProperty("caller") ApiKey caller) {
        String id = api.named(exchange, "id");
        Map<String, Object> trace = traces.trace(id, caller, ApiEdge.actor(exchange));
        trace.put("candidates", explain.candidates(traces.ranking(id)));
        api.answer(exchange, 200, trace);
    }
}
