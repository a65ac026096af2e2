package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.sms.InboundSms;
import com.dartwing.tel.sms.Receipt;
import com.dartwing.tel.sms.SmsStatus;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Reads what carriers' mappings made of receipts and of messages that came in. */
@Component("smsReports")
public class SmsReports {

    private final CarrierReports reports;

    public SmsReports(CarrierReports reports) {
        this.reports = reports;
    }

    /** The receipt that a carrier's mapping made. */
    public Receipt receipt(
            @ExchangeProperty("carrier") String carrier,
            @ExchangeProperty("httpRequest") HttpServletRequest request,
            @Body JsonNode event) {
        CarrierReport report = reports.open(carrier, event, request);
        String word = report.text("status");
        if (word == null) {
            throw report.lacks("A receipt without status", "status");
        }
        // A word that the folder does not know says at least that the carrier has the message.
        String status = report.carrier().statuses().getOrDefault(word, SmsStatus.SENT.word());
        String carrierId = report.text("carrierId");
        String attempt = report.attempt();
        if (carrierId == null && attempt == null) {
            throw report.lacks("A receipt without id", "id");
        }
        return new Receipt(
                carrier,
                carrierId,
                attempt,
                report.number("to"),
                SmsStatus.ofWord(status),
                report.text("code"),
                report.text("detail"),
                report.time("at"));
    }

    /** The incoming message that a carrier's mapping made. */
    public InboundSms message(@ExchangeProperty("carrier") String carrier, @Body JsonNode event) {
        CarrierReport report = reports.open(carrier, event);
        String id = report.text("carrierId");
        String from = report.number("from");
        String to = report.number("to");
        if (id == null || from == null || to == null) {
            throw report.lacks("A message without id, sender or recipient", "id");
        }
        List<String> media = new ArrayList<>();
        event.path("media").forEach(url -> media.add(url.asText()));
        return new InboundSms(
                carrier,
                id,
                from,
                to,
                Objects.requireNonNullElse(report.text("body"), ""),
                report.text("subject"),
                media,
                report.time("at"));
    }
}
