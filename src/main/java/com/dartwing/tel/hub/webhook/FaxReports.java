package com.dartwing.tel.hub.webhook;

import static com.dartwing.tel.hub.webhook.ReportFields.attempt;
import static com.dartwing.tel.hub.webhook.ReportFields.count;
import static com.dartwing.tel.hub.webhook.ReportFields.number;
import static com.dartwing.tel.hub.webhook.ReportFields.text;
import static com.dartwing.tel.hub.webhook.ReportFields.time;

import com.dartwing.tel.fax.FaxReport;
import com.dartwing.tel.fax.InboundFax;
import com.dartwing.tel.hub.carrier.CarrierFolders;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Reads what carriers' mappings made of their words about faxes. */
@Component("faxReports")
public class FaxReports {

    /** As long as they are kept. */
    private static final int LONGEST_URL = 2048;

    private final WebhookGate gate;
    private final CarrierFolders carriers;
    private final Clock clock;

    public FaxReports(WebhookGate gate, CarrierFolders carriers, Clock clock) {
        this.gate = gate;
        this.carriers = carriers;
        this.clock = clock;
    }

    /** What a carrier's mapping made of its word about a fax that it is sending. */
    public FaxReport fax(
            @ExchangeProperty("carrier") String carrier,
            @ExchangeProperty("httpRequest") HttpServletRequest request,
            @Body JsonNode event) {
        String id = text(event, "carrierId");
        String attempt = attempt(event, request);
        if (id == null && attempt == null) {
            throw gate.incomplete(carrier, "A report about a fax without its id", "id");
        }
        return new FaxReport(carrier, id, attempt, time(text(event, "at"), clock), faxed(carrier, event));
    }

    private FaxReport.What faxed(String carrier, JsonNode event) {
        String what = text(event, "what");
        Integer pages = count(text(event, "pages"));
        return switch (what == null ? "" : what) {
            case "started" -> new FaxReport.Started();
            case "delivered" -> new FaxReport.Arrived(pages, count(text(event, "seconds")));
            case "ended" -> {
                String cause = text(event, "cause");
                yield new FaxReport.Ended(
                        carriers.find(carrier).orElseThrow().fax().end(cause), cause, pages);
            }
            default -> throw gate.incomplete(carrier, "A report about a fax that does not say what happened", "what");
        };
    }

    /** The fax that a carrier's mapping says has come in. */
    public InboundFax incomingFax(@ExchangeProperty("carrier") String carrier, @Body JsonNode event) {
        String id = text(event, "carrierId");
        String to = text(event, "to");
        String url = text(event, "url");
        if (id == null || to == null || url == null || url.length() > LONGEST_URL) {
            throw gate.incomplete(carrier, "A fax without id, number or document", "id");
        }
        String from = text(event, "from");
        return new InboundFax(
                carrier,
                id,
                from == null ? "anonymous" : number(from),
                number(to),
                url,
                count(text(event, "pages")),
                event.path("partial").asBoolean(),
                time(text(event, "at"), clock));
    }
}
