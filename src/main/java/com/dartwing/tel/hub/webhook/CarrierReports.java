package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.hub.carrier.CarrierFolders;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Opens what carriers' mappings made of their reports, of whatever kind. */
@Component
public class CarrierReports {

    private final WebhookGate gate;
    private final CarrierFolders carriers;
    private final Clock clock;

    public CarrierReports(WebhookGate gate, CarrierFolders carriers, Clock clock) {
        this.gate = gate;
        this.carriers = carriers;
        this.clock = clock;
    }

    CarrierReport open(String carrier, JsonNode event) {
        return open(carrier, event, null);
    }

    /** @param request that brought it: its address may tell what it is about */
    CarrierReport open(String carrier, JsonNode event, HttpServletRequest request) {
        return new CarrierReport(carriers.find(carrier).orElseThrow(), event, request, gate, clock);
    }
}
