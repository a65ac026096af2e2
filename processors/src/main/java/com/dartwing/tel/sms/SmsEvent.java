package com.dartwing.tel.sms;

import com.dartwing.tel.event.RecordEvent;
import com.dartwing.tel.json.UtcTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One step in a message's life, as consumers hear of it (seed, sections 9.4 and Appendix B).
 *
 * @param sequence place among the record's events, from 1
 * @param data the payload's {@code data}
 */
public record SmsEvent(String event, String recordId, int sequence, Instant at, Map<String, Object> data)
        implements RecordEvent {

    public static SmsEvent queued(OutboundSms sms, int sequence, Instant at) {
        return of(
                "sms.queued",
                sms.id(),
                sequence,
                at,
                SmsStatus.QUEUED,
                parties(sms.parties().from(), sms.parties().to()));
    }

    /** @param carrier as it is written in answers */
    public static SmsEvent sent(String id, int sequence, Instant at, String carrier) {
        return of("sms.sent", id, sequence, at, SmsStatus.SENT, Map.of("carrier", carrier));
    }

    public static SmsEvent delivered(String id, int sequence, Instant at) {
        return of("sms.delivered", id, sequence, at, SmsStatus.DELIVERED, Map.of("delivered_at", UtcTime.write(at)));
    }

    /** @param status Failed or Undelivered */
    public static SmsEvent failed(
            String id, int sequence, Instant at, SmsStatus status, String errorCode, String errorMessage) {
        Map<String, Object> why = new LinkedHashMap<>();
        why.put("error_code", errorCode);
        why.put("error_message", errorMessage);
        return of("sms.failed", id, sequence, at, status, why);
    }

    public static SmsEvent received(String id, int sequence, Instant at, String from, String to, String body) {
        Map<String, Object> message = parties(from, to);
        message.put("body", body);
        message.put("received_at", UtcTime.write(at));
        return of("sms.received", id, sequence, at, SmsStatus.RECEIVED, message);
    }

    /**
     * The same event of a record with health data: its id, its state and where the rest is, nothing else (contract,
     * section 8).
     *
     * @param url where the owner of the record reads the rest, with its key
     */
    public SmsEvent discreet(String url) {
        Map<String, Object> few = new LinkedHashMap<>();
        few.put("message_id", recordId);
        few.put("status", data.get("status"));
        if (data.get("error_code") != null) {
            few.put("error_code", data.get("error_code"));
        }
        few.put("url", url);
        return new SmsEvent(event, recordId, sequence, at, few);
    }

    /**
     * A message that came in with media.
     *
     * @param mediaUrls where those are that could be fetched
     * @param lost how many could not
     */
    public static SmsEvent received(
            String id, int sequence, Instant at, InboundSms inbound, List<String> mediaUrls, int lost) {
        SmsEvent text = received(id, sequence, at, inbound.from(), inbound.to(), inbound.body());
        Map<String, Object> data = new LinkedHashMap<>(text.data());
        data.put("subject", inbound.subject());
        data.put("media_urls", mediaUrls);
        data.put("media_lost", lost);
        return new SmsEvent(text.event(), id, sequence, at, data);
    }

    private static Map<String, Object> parties(String from, String to) {
        Map<String, Object> parties = new LinkedHashMap<>();
        parties.put("from", from);
        parties.put("to", to);
        return parties;
    }

    private static SmsEvent of(
            String event, String id, int sequence, Instant at, SmsStatus status, Map<String, Object> more) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("message_id", id);
        data.put("status", status.answer());
        data.putAll(more);
        return new SmsEvent(event, id, sequence, at, data);
    }
}
