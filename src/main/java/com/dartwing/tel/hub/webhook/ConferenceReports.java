package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.voice.conference.ConferenceReport;
import com.dartwing.tel.voice.conference.ConferenceReport.What;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Reads what carriers' mappings made of their words about conferences. */
@Component("conferenceReports")
public class ConferenceReports {

    private final CarrierReports reports;

    public ConferenceReports(CarrierReports reports) {
        this.reports = reports;
    }

    /** @throws TelException.InvalidRequest when it does not say which conference, or what happened */
    public ConferenceReport read(@ExchangeProperty("carrier") String carrier, @Body JsonNode event) {
        CarrierReport report = reports.open(carrier, event);
        String id = report.text("carrierId");
        String word = report.text("what");
        What what = Arrays.stream(What.values())
                .filter(one -> one.name().equalsIgnoreCase(word))
                .findFirst()
                .orElse(null);
        boolean named = id != null || (what == What.LEFT && report.text("carrierCallId") != null);
        if (!named || what == null) {
            throw report.lacks("A report about a conference without its id, or of nothing", "id");
        }
        return new ConferenceReport(
                carrier,
                id,
                report.text("conference"),
                report.text("carrierCallId"),
                report.text("attempt"),
                report.time("at"),
                what,
                report.text("reason"));
    }
}
