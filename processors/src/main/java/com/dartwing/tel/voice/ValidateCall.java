package com.dartwing.tel.voice;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.carrier.Carriers;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.Check;
import com.dartwing.tel.numbers.ChooseSender;
import com.dartwing.tel.numbers.EmergencyNumbers;
import com.dartwing.tel.numbers.PhoneNumber;
import com.dartwing.tel.numbers.PhoneNumbers;
import com.dartwing.tel.record.CommonFields;
import com.dartwing.tel.record.WebUrl;
import com.dartwing.tel.sms.OutboundSms.Owner;
import com.dartwing.tel.sms.OutboundSms.Parties;
import com.dartwing.tel.sms.Purpose;
import java.time.Clock;
import java.util.Objects;

/** Turns a wish into a call that can be dialled, or says which field is wrong (contract, section 5). */
public final class ValidateCall {

    /** The permission that lets a key call numbers of a premium rate. */
    public static final String PREMIUM = "voice.premium";

    private static final String RECORD = "voice.record";
    private static final String VOICE = "voice";
    /** Where a call for help is counted when its key says no country. */
    private static final String COUNTRY_OF_NOBODY_ELSE = "US";

    private static final int DEFAULT_TIMEOUT = 60;
    private static final int DEFAULT_LONGEST = 14_400;
    private static final int LONGEST_NAME = 15;

    private final PhoneNumbers phoneNumbers = new PhoneNumbers();
    private final ChooseSender senders;
    private final Carriers carriers;
    private final Clock clock;

    public ValidateCall(ChooseSender senders, Carriers carriers, Clock clock) {
        this.senders = senders;
        this.carriers = carriers;
        this.clock = clock;
    }

    /**
     * Validates a wish.
     *
     * @return the call, without an id yet
     * @throws TelException naming the field at fault
     */
    public OutboundCall validate(ApiKey caller, CallRequest request) {
        if (Boolean.TRUE.equals(request.recordingEnabled()) && !caller.may(RECORD)) {
            throw new TelException.PermissionDenied("This key may not record calls");
        }
        PhoneNumber to =
                EmergencyNumbers.isOne(request.to()) ? help(caller, request.to()) : callee(caller, request.to(), "to");
        return new OutboundCall(
                null,
                new Owner(caller.name(), caller.organization(), caller.module(), caller.costCenter()),
                parties(request, caller, to),
                plan(request),
                details(request),
                clock.instant());
    }

    /** The number as it is: it is the same wherever the caller is, and in no country's numbering plan. */
    private static PhoneNumber help(ApiKey caller, String number) {
        return new PhoneNumber(
                number.strip(), Objects.requireNonNullElse(caller.defaultCountry(), COUNTRY_OF_NOBODY_ELSE));
    }

    /**
     * A number that the caller may have dialled.
     *
     * @throws TelException when it is none, or of a premium rate that the key may not call
     */
    public PhoneNumber callee(ApiKey caller, String text, String field) {
        PhoneNumber to = phoneNumbers.parse(text, caller.defaultCountry(), field);
        if (phoneNumbers.isPremium(to.e164()) && !caller.may(PREMIUM)) {
            throw new TelException.PermissionDenied("This key may not call numbers of a premium rate");
        }
        return to;
    }

    private Parties parties(CallRequest request, ApiKey caller, PhoneNumber to) {
        boolean chosen = request.fromNumber() == null;
        String from = (chosen
                        ? senders.chosen(caller, to, VOICE)
                        : senders.required(caller, request.fromNumber(), VOICE))
                .phoneNumber();
        return new Parties(from, chosen, null, to.e164(), to.country());
    }

    private OutboundCall.Plan plan(CallRequest request) {
        return new OutboundCall.Plan(
                Objects.requireNonNullElse(request.purpose(), Purpose.TRANSACTIONAL),
                Check.atMost(LONGEST_NAME, Check.notBlank(request.callerIdName(), "caller_id_name"), "caller_id_name"),
                Objects.requireNonNullElse(
                        Check.range(5, 600, request.timeoutSeconds(), "timeout_seconds"), DEFAULT_TIMEOUT),
                Objects.requireNonNullElse(
                        Check.range(60, DEFAULT_LONGEST, request.maxDurationSeconds(), "max_duration_seconds"),
                        DEFAULT_LONGEST),
                Boolean.TRUE.equals(request.machineDetection()),
                WebUrl.check(request.audioUrl(), "audio_url"),
                greeting(request),
                Boolean.TRUE.equals(request.recordingEnabled()),
                carriers.preferred(request.preferredCarrier()));
    }

    private static OutboundCall.Greeting greeting(CallRequest request) {
        String voice = CallVerb.voiceName(request.ttsVoice(), "tts_voice");
        if (request.ttsText() == null) {
            return null;
        }
        if (request.audioUrl() != null) {
            throw new TelException.InvalidRequest("audio_url and tts_text exclude each other", "tts_text");
        }
        return new OutboundCall.Greeting(CallVerb.spoken(request.ttsText(), "tts_text"), voice);
    }

    private static OutboundCall.Details details(CallRequest request) {
        return new OutboundCall.Details(
                WebUrl.check(request.webhookUrl(), "webhook_url"),
                CommonFields.context(request.context()),
                CommonFields.idempotencyKey(request.idempotencyKey()));
    }
}
