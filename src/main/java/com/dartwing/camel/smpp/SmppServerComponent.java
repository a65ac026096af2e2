package com.dartwing.camel.smpp;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** Makes endpoints of URIs such as {@code smpp-server:0.0.0.0:2775?guard=#guard}. */
public final class SmppServerComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        int colon = remaining.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("smpp-server: wants an address and a port, not " + remaining);
        }
        SmppServerEndpoint endpoint = new SmppServerEndpoint(
                uri, this, remaining.substring(0, colon), Integer.parseInt(remaining.substring(colon + 1)));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
