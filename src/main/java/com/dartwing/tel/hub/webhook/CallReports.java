package com.dartwing.tel.hub.webhook;

import static com.dartwing.tel.hub.webhook.ReportFields.number;
import static com.dartwing.tel.hub.webhook.ReportFields.text;
import static com.dartwing.tel.hub.webhook.ReportFields.time;

import com.dartwing.tel.hub.carrier.CarrierFolders;
import com.dartwing.tel.voice.Awaited;
import com.dartwing.tel.voice.CallEnd;
import com.dartwing.tel.voice.CallReport;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
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

    private final WebhookGate gate;
    private final CarrierFolders carriers;
    private final Clock clock;

    public CallReports(WebhookGate gate, CarrierFolders carriers, Clock clock) {
        this.gate = gate;
        this.carriers = carriers;
        this.clock = clock;
    }

    /** What a carrier's mapping made of its word about a call. */
    public CallReport call(@ExchangeProperty("carrier") String carrier, @Body JsonNode event) {
        String id = text(event, "carrierId");
        String attempt = text(event, "attempt");
        if (id == null && attempt == null) {
            throw gate.incomplete(carrier, "A report about a call without its id", "id");
        }
        return new CallReport(carrier, id, attempt, time(text(event, "at"), clock), what(carrier, event));
    }

    private CallReport.What what(String carrier, JsonNode event) {
        String what = text(event, "what");
        return switch (what == null ? "" : what) {
            case "incoming" -> incoming(carrier, event);
            case "done" -> new CallReport.Done(report(event), done(carrier, event));
            case "ringing" -> new CallReport.Ringing();
            case "answered" -> new CallReport.Answered();
            case "ended" -> {
                String cause = text(event, "cause");
                yield new CallReport.Ended(end(carrier, cause), cause, sip(text(event, "sip")));
            }
            case "gathered" ->
                new CallReport.Gathered(report(event), Objects.requireNonNullElse(text(event, "digits"), ""));
            case "recorded" -> {
                String url = text(event, "url");
                if (url == null) {
                    throw gate.incomplete(carrier, "A recording without its URL", "url");
                }
                Duration length = Duration.between(time(text(event, "from"), clock), time(text(event, "until"), clock));
                yield new CallReport.Recorded(report(event), url, length.isNegative() ? Duration.ZERO : length);
            }
            case "machine" -> {
                String result = text(event, "result");
                yield new CallReport.MachineDetected(
                        report(event), DETECTED.contains(String.valueOf(result)) ? result : "unknown");
            }
            default -> throw gate.incomplete(carrier, "A report about a call that does not say what happened", "what");
        };
    }

    /** Why a call ended, by its carrier's word for it. */
    public CallEnd end(String carrier, String cause) {
        return carriers.find(carrier).orElseThrow().voice().end(cause);
    }

    /** Who calls may hide it; a call to nobody is none. */
    private CallReport.What incoming(String carrier, JsonNode event) {
        String to = text(event, "to");
        if (to == null || text(event, "carrierId") == null) {
            throw gate.incomplete(carrier, "An incoming call without its id, or to nobody", "to");
        }
        String from = text(event, "from");
        return new CallReport.Incoming(from == null ? "anonymous" : number(from), number(to));
    }

    private Awaited done(String carrier, JsonNode event) {
        String word = text(event, "done");
        return Arrays.stream(Awaited.values())
                .filter(done -> done.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(
                        () -> gate.incomplete(carrier, "A report about a call that does not say what is done", "done"));
    }

    /** The id of a report; one that has none is known by what it tells. */
    private static String report(JsonNode event) {
        String id = text(event, "report");
        return id == null ? text(event, "what") + "@" + text(event, "at") : id;
    }

    /** A SIP response (RFC 3261, section 7.2), or null when it is none. */
    private static Integer sip(String text) {
        return text != null && text.matches("[1-6]\\d\\d") ? Integer.valueOf(text) : null;
    }
}
