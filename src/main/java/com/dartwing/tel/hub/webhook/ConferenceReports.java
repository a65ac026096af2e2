package com.dartwing.tel.hub.webhook;

import static com.dartwing.tel.hub.webhook.ReportFields.text;
import static com.dartwing.tel.hub.webhook.ReportFields.time;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.voice.conference.ConferenceReport;
import com.dartwing.tel.voice.conference.ConferenceReport.What;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Arrays;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Reads what carriers' mappings made of their words about conferences. */
@Component("conferenceReports")
class ConferenceReports {

    private final WebhookGate gate;
    private final Clock clock;

    ConferenceReports(WebhookGate gate, Clock clock) {
        this.gate = gate;
        this.clock = clock;
    }

    /** @throws TelException.InvalidRequest when it does not say which conference, or what happened */
    public ConferenceReport read(@ExchangeProperty("carrier") String carrier, @Body JsonNode event) {
        String id = text(event, "carrierId");
        String word = text(event, "what");
        What what = Arrays.stream(What.values())
                .filter(one -> one.name().equalsIgnoreCase(word))
                .findFirst()
                .orElse(null);
        if (id == null || what == null) {
            throw gate.incomplete(carrier, "A report about a conference without its id, or of nothing", "id");
        }
        return new ConferenceReport(
                carrier,
                id,
                text(event, "carrierCallId"),
                text(event, "attempt"),
                time(text(event, "at"), clock),
                what,
                text(event, "reason"));
    }
}
