package com.dartwing.tel.hub.webhook;

import static com.dartwing.tel.hub.webhook.ReportFields.attempt;
import static com.dartwing.tel.hub.webhook.ReportFields.number;
import static com.dartwing.tel.hub.webhook.ReportFields.text;
import static com.dartwing.tel.hub.webhook.ReportFields.time;

import com.dartwing.tel.hub.carrier.CarrierFolders;
import com.dartwing.tel.sms.InboundSms;
import com.dartwing.tel.sms.Receipt;
import com.dartwing.tel.sms.SmsStatus;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Reads what carriers' mappings made of receipts and of messages that came in. */
@Component("smsReports")
public class SmsReports {

    private final WebhookGate gate;
    private final CarrierFolders carriers;
    private final Clock clock;

    public SmsReports(WebhookGate gate, CarrierFolders carriers, Clock clock) {
        this.gate = gate;
        this.carriers = carriers;
        this.clock = clock;
    }

    /** The receipt that a carrier's mapping made. */
    public Receipt receipt(
            @ExchangeProperty("carrier") String carrier,
            @ExchangeProperty("httpRequest") HttpServletRequest request,
            @Body JsonNode event) {
        String word = text(event, "status");
        if (word == null) {
            throw gate.incomplete(carrier, "A receipt without status", "status");
        }
        // A word that the folder does not know says at least that the carrier has the message.
        String status = carriers.find(carrier).orElseThrow().statuses().getOrDefault(word, SmsStatus.SENT.word());
        String carrierId = text(event, "carrierId");
        String attempt = attempt(event, request);
        if (carrierId == null && attempt == null) {
            throw gate.incomplete(carrier, "A receipt without id", "id");
        }
        return new Receipt(
                carrier,
                carrierId,
                attempt,
                number(text(event, "to")),
                SmsStatus.ofWord(status),
                text(event, "code"),
                text(event, "detail"),
                time(text(event, "at"), clock));
    }

    /** The incoming message that a carrier's mapping made. */
    public InboundSms message(@ExchangeProperty("carrier") String carrier, @Body JsonNode event) {
        String id = text(event, "carrierId");
        String from = text(event, "from");
        String to = text(event, "to");
        if (id == null || from == null || to == null) {
            throw gate.incomplete(carrier, "A message without id, sender or recipient", "id");
        }
        String body = text(event, "body");
        List<String> media = new ArrayList<>();
        event.path("media").forEach(url -> media.add(url.asText()));
        return new InboundSms(
                carrier,
                id,
                number(from),
                number(to),
                body == null ? "" : body,
                text(event, "subject"),
                media,
                time(text(event, "at"), clock));
    }
}
