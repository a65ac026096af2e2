package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.voice.Awaited;
import com.dartwing.tel.voice.CallReport;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Reads what carriers' mappings made of their words about calls. */
@Component("callReports")
public class CallReports {

    /** What a carrier may find out about who answered. */
    private static final Set<String> DETECTED = Set.of("human", "machine");

    private final CarrierReports reports;

    public CallReports(CarrierReports reports) {
        this.reports = reports;
    }

    /** What a carrier's mapping made of its word about a call. */
    public CallReport call(@ExchangeProperty("carrier") String carrier, @Body JsonNode event) {
        CarrierReport report = reports.open(carrier, event);
        String id = report.text("carrierId");
        String attempt = report.text("attempt");
        if (id == null && attempt == null) {
            throw report.lacks("A report about a call without its id", "id");
        }
        return new CallReport(carrier, id, attempt, report.time("at"), what(report));
    }

    private static CallReport.What what(CarrierReport report) {
        return switch (Objects.requireNonNullElse(report.text("what"), "")) {
            case "incoming" -> incoming(report);
            case "done" -> new CallReport.Done(id(report), done(report));
            case "ringing" -> new CallReport.Ringing();
            case "answered" -> new CallReport.Answered();
            case "ended" -> {
                String cause = report.text("cause");
                yield new CallReport.Ended(report.carrier().voice().end(cause), cause, sip(report.text("sip")));
            }
            case "gathered" ->
                new CallReport.Gathered(id(report), Objects.requireNonNullElse(report.text("digits"), ""));
            case "recorded" -> {
                String url = report.text("url");
                if (url == null) {
                    throw report.lacks("A recording without its URL", "url");
                }
                Duration length = Duration.between(report.time("from"), report.time("until"));
                yield new CallReport.Recorded(id(report), url, length.isNegative() ? Duration.ZERO : length);
            }
            case "machine" -> {
                String result = report.text("result");
                yield new CallReport.MachineDetected(
                        id(report), DETECTED.contains(String.valueOf(result)) ? result : "unknown");
            }
            default -> throw report.lacks("A report about a call that does not say what happened", "what");
        };
    }

    /** Who calls may hide it; a call to nobody is none. */
    private static CallReport.What incoming(CarrierReport report) {
        String to = report.number("to");
        if (to == null || report.text("carrierId") == null) {
            throw report.lacks("An incoming call without its id, or to nobody", "to");
        }
        return new CallReport.Incoming(Objects.requireNonNullElse(report.number("from"), "anonymous"), to);
    }

    private static Awaited done(CarrierReport report) {
        String word = report.text("done");
        return Arrays.stream(Awaited.values())
                .filter(done -> done.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> report.lacks("A report about a call that does not say what is done", "done"));
    }

    /** The id of a report; one that has none is known by what it tells. */
    private static String id(CarrierReport report) {
        String id = report.text("report");
        return id == null ? report.text("what") + "@" + report.text("at") : id;
    }

    /** A SIP response (RFC 3261, section 7.2), or null when it is none. */
    private static Integer sip(String text) {
        return text != null && text.matches("[1-6]\\d\\d") ? Integer.valueOf(text) : null;
    }
}
