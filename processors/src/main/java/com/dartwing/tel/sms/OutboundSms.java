package com.dartwing.tel.sms;

import com.dartwing.tel.compliance.Contact;
import com.dartwing.tel.routing.Routed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A valid SMS, or MMS, on its way out.
 *
 * @param id the record's id, {@code SMS-YYYY-nnnnnn}
 * @param media what an MMS carries beside its text; null for an SMS
 * @param tries how often the hub has already tried to hand it to carriers
 * @param sequence number of the record's last event
 */
public record OutboundSms(
        String id,
        Owner owner,
        Parties parties,
        SmsText text,
        Media media,
        Policy policy,
        Details details,
        Instant createdAt,
        int tries,
        int sequence)
        implements Routed, Contact {

    /** Whose message it is, and who pays. */
    public record Owner(String apiKey, String organization, String module, String costCenter) {}

    /**
     * Who sends to whom.
     *
     * @param from the E.164 number, or the alphanumeric sender ID, that the recipient sees
     * @param fromChosen whether the hub chose the number, and so may choose another one on failover
     * @param senderId the alphanumeric sender ID when the caller gave one, else null
     * @param country the recipient's country, ISO 3166-1 alpha-2
     */
    public record Parties(String from, boolean fromChosen, String senderId, String to, String country) {}

    /**
     * What makes an SMS an MMS.
     *
     * @param urls where the media are, 1 to 10
     * @param subject may be null
     */
    public record Media(List<String> urls, String subject) {
        public Media {
            urls = List.copyOf(urls);
        }
    }

    /**
     * How it may be sent.
     *
     * @param priority 0 (lowest) to 3
     * @param scheduledFor not sent before this instant; null means at once
     * @param validUntil after this instant it is not sent any more
     * @param preferredCarrier lower-case name, or null
     * @param hipaa whether it holds health data: kept encrypted, and told of by its id alone
     */
    public record Policy(
            Purpose purpose,
            String campaign,
            String preferredCarrier,
            OnUnknown onUnknown,
            int priority,
            Instant scheduledFor,
            Instant validUntil,
            boolean hipaa) {}

    /**
     * What is kept for the caller and plays no part in the sending; each may be null.
     *
     * @param inReplyTo the incoming message whose keyword this one answers
     * @param batch the batch whose recipient this is
     */
    public record Details(
            String callbackUrl,
            String contextJson,
            String tagsJson,
            String idempotencyKey,
            String inReplyTo,
            String batch) {}

    @Override
    public Purpose purpose() {
        return policy.purpose();
    }

    @Override
    public String campaign() {
        return policy.campaign();
    }

    @Override
    public boolean answersKeyword() {
        return details.inReplyTo() != null;
    }

    @Override
    public boolean mayRepeat() {
        return policy.onUnknown() == OnUnknown.FAILOVER;
    }

    @Override
    public boolean holdsHealthData() {
        return policy.hipaa();
    }

    public OutboundSms withId(String newId) {
        return new OutboundSms(newId, owner, parties, text, media, policy, details, createdAt, tries, sequence);
    }

    /** Without content, which may not reach a log. */
    @Override
    public String toString() {
        return "OutboundSms[" + id + "]";
    }

    /** The same, when it may not leave before {@code start}: its validity counts from then. */
    public OutboundSms notBefore(Instant start) {
        Instant validUntil = start.plus(Duration.between(createdAt, policy.validUntil()));
        Policy later = new Policy(
                policy.purpose(),
                policy.campaign(),
                policy.preferredCarrier(),
                policy.onUnknown(),
                policy.priority(),
                policy.scheduledFor(),
                validUntil,
                policy.hipaa());
        return new OutboundSms(id, owner, parties, text, media, later, details, createdAt, tries, sequence);
    }

    /** The same, whose events are told to {@code callback} instead. */
    public OutboundSms withCallback(String callback) {
        Details called = new Details(
                callback,
                details.contextJson(),
                details.tagsJson(),
                details.idempotencyKey(),
                details.inReplyTo(),
                details.batch());
        return new OutboundSms(id, owner, parties, text, media, policy, called, createdAt, tries, sequence);
    }

    public OutboundSms withBatch(String batch) {
        Details ofBatch = new Details(
                details.callbackUrl(),
                details.contextJson(),
                details.tagsJson(),
                details.idempotencyKey(),
                details.inReplyTo(),
                batch);
        return new OutboundSms(id, owner, parties, text, media, policy, ofBatch, createdAt, tries, sequence);
    }

    /** What a carrier must be able to do to take it, as rates and capabilities name it. */
    public String operation() {
        return media == null ? "sms" : "mms";
    }

    /** What its rate is multiplied with, and what answers call segments: an MMS counts once, however long its text. */
    public int units() {
        return media == null ? text.segments() : 1;
    }
}
