package com.dartwing.tel.hub.voice.conference;

import com.dartwing.tel.hub.webhook.WebhookGate;
import com.dartwing.tel.voice.CallReport;
import com.dartwing.tel.voice.conference.Conference;
import com.dartwing.tel.voice.conference.ConferenceReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/**
 * Takes what carriers report of conferences. One that comes before its carrier's answer, or after that was lost, finds
 * its conference by the name that we gave it, or by the call that began it.
 */
@Component("receiveConferences")
public class ReceiveConferences {

    private static final String ALL_LEFT = "all_left";

    private final ConferenceRows rows;
    private final ChangeConferences changes;
    private final WebhookGate gate;

    ReceiveConferences(ConferenceRows rows, ChangeConferences changes, WebhookGate gate) {
        this.rows = rows;
        this.changes = changes;
        this.gate = gate;
    }

    /**
     * Returns when what the report brought is committed.
     *
     * @return the conference that it is about, or null when we have none
     */
    public String receive(@Body ConferenceReport report) {
        String call = report.carrierCallId() == null
                ? null
                : rows.call(report.carrier(), report.carrierCallId()).orElse(null);
        if (report.carrierConferenceId() == null) {
            return parted(report, call);
        }
        Optional<Conference> known = conference(report, call)
                .flatMap(id -> changes.change(id, conference -> conference.after(report, call)));
        if (known.isEmpty()) {
            gate.count(report.carrier(), "unknown_conference");
        }
        return known.map(Conference::id).orElse(null);
    }

    /** A carrier that tells of calls alone: what it tells of is not in a conference any more, if it was. */
    private String parted(ConferenceReport report, String call) {
        Optional<String> conference = call == null
                ? Optional.empty()
                : rows.of(List.of(call)).stream().findFirst();
        conference.ifPresent(id -> {
            changes.change(id, now -> now.parted(call, report.at()));
            changes.change(id, now -> now.isEmpty() ? now.ended(report.at(), ALL_LEFT) : now);
        });
        return conference.orElse(null);
    }

    /** Names the call that a conference's recording belongs to, in a report about that. */
    public JsonNode recorded(@ExchangeProperty("carrier") String carrier, @Body JsonNode event) {
        ObjectNode report = event.deepCopy();
        rows.named(carrier, event.path("conference").asText())
                .flatMap(rows::hostOf)
                .ifPresent(host -> report.put("carrierId", host).remove("attempt"));
        return report;
    }

    private Optional<String> conference(ConferenceReport report, String call) {
        Optional<String> named = rows.named(report.carrier(), report.carrierConferenceId());
        if (named.isPresent()) {
            return named;
        }
        List<String> calls =
                Stream.of(call, begunBy(report)).filter(Objects::nonNull).toList();
        Stream<String> theirs = calls.isEmpty() ? Stream.empty() : rows.of(calls).stream();
        Optional<String> ours = Stream.concat(Stream.ofNullable(report.conference()), theirs)
                .filter(id -> rows.known(id, report.carrier(), report.carrierConferenceId()))
                .findFirst();
        // The carrier's answer may have brought its id in between.
        return ours.isPresent() ? ours : rows.named(report.carrier(), report.carrierConferenceId());
    }

    private static String begunBy(ConferenceReport report) {
        return new CallReport(report.carrier(), null, report.attempt(), report.at(), null).callId();
    }
}
