package com.dartwing.tel.sms;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.compliance.Campaign;
import com.dartwing.tel.compliance.Campaigns;
import com.dartwing.tel.compliance.SenderIds;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.Check;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.numbers.ChooseSender;
import com.dartwing.tel.numbers.PhoneNumber;
import com.dartwing.tel.numbers.PhoneNumbers;
import com.dartwing.tel.record.CommonFields;
import com.dartwing.tel.record.WebUrl;
import com.dartwing.tel.sms.OutboundSms.Details;
import com.dartwing.tel.sms.OutboundSms.Owner;
import com.dartwing.tel.sms.OutboundSms.Parties;
import com.dartwing.tel.sms.OutboundSms.Policy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Turns a wish into a message that can be sent, or says which field is wrong (contract, section 4). */
public final class ValidateSms {

    private static final int LONGEST_BODY = 1_600;
    private static final int MOST_TAGS = 20;
    private static final int LONGEST_TAG = 140;
    private static final int LONGEST_CAMPAIGN = 140;
    private static final int SHORTEST_VALIDITY = 60;
    private static final int LONGEST_VALIDITY = 259_200;
    private static final int DEFAULT_VALIDITY = 86_400;
    private static final int DEFAULT_PRIORITY = 1;
    private static final int HIGHEST_PRIORITY = 3;

    /** A slip of the pen beyond it, and no date that every database holds. */
    private static final Duration FURTHEST_SCHEDULE = Duration.ofDays(36_525);

    private static final Pattern SENDER_ID = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9 ._&-]{1,11}");

    private final PhoneNumbers phoneNumbers = new PhoneNumbers();
    private final ChooseSender senders;
    private final Carriers carriers;
    private final Campaigns campaigns;
    private final SenderIds senderIds;
    private final Clock clock;

    public ValidateSms(ChooseSender senders, Carriers carriers, Campaigns campaigns, SenderIds senderIds, Clock clock) {
        this.senders = senders;
        this.carriers = carriers;
        this.campaigns = campaigns;
        this.senderIds = senderIds;
        this.clock = clock;
    }

    /**
     * Validates a command.
     *
     * @return the message, without an id yet
     * @throws TelException naming the field at fault
     */
    public OutboundSms validate(SmsCommand command) {
        SmsRequest request = command.request();
        ApiKey caller = command.caller();
        Instant now = clock.instant();
        PhoneNumber to = phoneNumbers.parse(request.to(), caller.defaultCountry(), "to");
        OutboundSms.Media media = ValidateMedia.check(command.media());
        SmsText text = text(request.body(), media != null);
        return new OutboundSms(
                null,
                new Owner(caller.name(), caller.organization(), caller.module(), caller.costCenter()),
                parties(request, caller, to, media == null ? "sms" : "mms"),
                text,
                media,
                policy(request, caller, now),
                details(request),
                now,
                0,
                0);
    }

    /**
     * Checks what the messages of a batch share, while it has no recipient yet.
     *
     * @param command its {@code to} is not looked at, nor is an absent body
     * @throws TelException naming the field at fault
     */
    public void validateShared(SmsCommand command) {
        SmsRequest request = command.request();
        if (request.body() != null) {
            text(request.body(), false);
        }
        if (request.fromNumber() != null) {
            senders.required(command.caller(), request.fromNumber(), "sms");
        } else if (!senders.has(command.caller(), "sms")) {
            throw ChooseSender.none("sms");
        }
        policy(request, command.caller(), clock.instant());
        details(request);
    }

    static SmsText text(String body, boolean mayBeEmpty) {
        if (body.isBlank() && !mayBeEmpty) {
            throw new TelException.InvalidRequest("body is empty", "body");
        }
        if (body.codePointCount(0, body.length()) > LONGEST_BODY) {
            throw new TelException.InvalidRequest("body is longer than 1,600 characters", "body");
        }
        return SmsText.of(body);
    }

    private Parties parties(SmsRequest request, ApiKey caller, PhoneNumber to, String operation) {
        if (request.senderId() != null) {
            return new Parties(
                    senderId(request, caller, to, operation), false, request.senderId(), to.e164(), to.country());
        }
        if (request.fromNumber() != null) {
            return new Parties(
                    senders.required(caller, request.fromNumber(), operation).phoneNumber(),
                    false,
                    null,
                    to.e164(),
                    to.country());
        }
        return new Parties(senders.chosen(caller, to, operation).phoneNumber(), true, null, to.e164(), to.country());
    }

    private String senderId(SmsRequest request, ApiKey caller, PhoneNumber to, String operation) {
        if (request.fromNumber() != null) {
            throw new TelException.InvalidRequest("give from_number or sender_id, not both", "sender_id");
        }
        if ("mms".equals(operation)) {
            throw new TelException.InvalidSender("an MMS leaves under a number, not under a sender_id", "sender_id");
        }
        if (!SENDER_ID.matcher(request.senderId()).matches()) {
            throw new TelException.InvalidSender(
                    "sender_id has 1 to 11 letters, digits or spaces, and at least one letter", "sender_id");
        }
        senderIds.check(request.senderId(), to.country(), caller.organization());
        return request.senderId();
    }

    private Policy policy(SmsRequest request, ApiKey caller, Instant now) {
        int validity = Objects.requireNonNullElse(
                Check.range(SHORTEST_VALIDITY, LONGEST_VALIDITY, request.validitySeconds(), "validity_seconds"),
                DEFAULT_VALIDITY);
        Instant scheduledFor = schedule(request.scheduledFor(), now);
        return new Policy(
                purpose(request, caller),
                Check.atMost(LONGEST_CAMPAIGN, request.campaign(), "campaign"),
                carriers.preferred(request.preferredCarrier()),
                Objects.requireNonNullElse(request.onUnknown(), OnUnknown.FAILOVER),
                Objects.requireNonNullElse(
                        Check.range(0, HIGHEST_PRIORITY, request.priority(), "priority"), DEFAULT_PRIORITY),
                scheduledFor,
                (scheduledFor == null ? now : scheduledFor).plusSeconds(validity),
                Boolean.TRUE.equals(request.hipaaMode()));
    }

    /** What the caller says, else what the campaign is for. */
    private Purpose purpose(SmsRequest request, ApiKey caller) {
        if (request.purpose() != null || request.campaign() == null) {
            return Objects.requireNonNullElse(request.purpose(), Purpose.TRANSACTIONAL);
        }
        return campaigns
                .find(request.campaign(), caller.organization())
                .map(Campaign::purpose)
                .orElse(Purpose.TRANSACTIONAL);
    }

    private static Instant schedule(Instant at, Instant now) {
        if (at == null) {
            return null;
        }
        if (at.isBefore(now)) {
            throw new TelException.InvalidRequest("scheduled_for is in the past", "scheduled_for");
        }
        if (at.isAfter(now.plus(FURTHEST_SCHEDULE))) {
            throw new TelException.InvalidRequest("scheduled_for is more than 100 years ahead", "scheduled_for");
        }
        return at;
    }

    private static Details details(SmsRequest request) {
        return new Details(
                WebUrl.check(request.statusCallback(), "status_callback"),
                CommonFields.context(request.context()),
                tags(request.tags()),
                CommonFields.idempotencyKey(request.idempotencyKey()),
                null,
                null);
    }

    private static String tags(List<String> tags) {
        if (tags == null) {
            return null;
        }
        Check.atMost(MOST_TAGS, tags, "tags").forEach(tag -> {
            if (tag == null) {
                throw new TelException.InvalidRequest("a tag is a string", "tags");
            }
            Check.atMost(LONGEST_TAG, tag, "tags");
        });
        return Json.write(tags);
    }
}
