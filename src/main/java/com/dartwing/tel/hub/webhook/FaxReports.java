package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.fax.FaxReport;
import com.dartwing.tel.fax.InboundFax;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Reads what carriers' mappings made of their words about faxes. */
@Component("faxReports")
public class FaxReports {

    /** As long as they are kept. */
    private static final int LONGEST_URL = 2048;

    private final CarrierReports reports;

    public FaxReports(CarrierReports reports) {
        this.reports = reports;
    }

    /** What a carrier's mapping made of its word about a fax that it is sending. */
    public FaxReport fax(
            @ExchangeProperty("carrier") String carrier,
            @ExchangeProperty("httpRequest") HttpServletRequest request,
            @Body JsonNode event) {
        CarrierReport report = reports.open(carrier, event, request);
        String id = report.text("carrierId");
        String attempt = report.attempt();
        if (id == null && attempt == null) {
            throw report.lacks("A report about a fax without its id", "id");
        }
        return new FaxReport(carrier, id, attempt, report.time("at"), what(report));
    }

    private static FaxReport.What what(CarrierReport report) {
        return switch (Objects.requireNonNullElse(report.text("what"), "")) {
            case "started" -> new FaxReport.Started();
            case "delivered" -> new FaxReport.Arrived(report.count("pages"), report.count("seconds"));
            case "ended" -> {
                String cause = report.text("cause");
                yield new FaxReport.Ended(report.carrier().fax().end(cause), cause, report.count("pages"));
            }
            default -> throw report.lacks("A report about a fax that does not say what happened", "what");
        };
    }

    /** The fax that a carrier's mapping says has come in. */
    public InboundFax incomingFax(@ExchangeProperty("carrier") String carrier, @Body JsonNode event) {
        CarrierReport report = reports.open(carrier, event);
        String id = report.text("carrierId");
        String to = report.number("to");
        String url = report.text("url");
        if (id == null || to == null || url == null || url.length() > LONGEST_URL) {
            throw report.lacks("A fax without id, number or document", "id");
        }
        return new InboundFax(
                carrier,
                id,
                Objects.requireNonNullElse(report.number("from"), "anonymous"),
                to,
                url,
                report.count("pages"),
                event.path("partial").asBoolean(),
                report.time("at"));
    }
}
