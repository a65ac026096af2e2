package com.dartwing.tel.hub.carrier;

import org.apache.camel.CamelContext;
import org.springframework.stereotype.Component;

/** What carriers' folders have routes for. */
@Component
public class CarrierOperations {

    private final CamelContext camel;

    CarrierOperations(CamelContext camel) {
        this.camel = camel;
    }

    /** Whether a carrier's folder has a route for it, such as {@code call.speak}. */
    public boolean has(String carrier, String operation) {
        String uri = "direct://" + carrier + "." + operation;
        return camel.getRoutes().stream()
                .anyMatch(route -> uri.equals(route.getEndpoint().getEndpointUri()));
    }
}
