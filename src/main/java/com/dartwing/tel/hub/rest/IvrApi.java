package com.dartwing.tel.hub.rest;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.voice.IvrFlows;
import com.dartwing.tel.voice.script.DrawFlow;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Shows flows as pictures, to people. */
@Component("ivrApi")
public class IvrApi {

    private final IvrFlows flows;

    IvrApi(IvrFlows flows) {
        this.flows = flows;
    }

    /** @throws TelException.NotFound when there is none of this name that is enabled */
    public void draw(Exchange exchange) {
        String name = ApiEdge.pathPart(exchange, 3);
        String svg = flows.find(name)
                .map(flow -> DrawFlow.svg(name, flow))
                .orElseThrow(() -> new TelException.NotFound("There is no TEL IVR Flow of this name"));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "image/svg+xml; charset=utf-8");
        exchange.getMessage().setHeader("Cache-Control", "no-store");
        exchange.getMessage().setBody(svg.getBytes(StandardCharsets.UTF_8));
    }
}
