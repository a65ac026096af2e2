package com.dartwing.tel.hub.sms;

import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.compliance.Comply;
import com.dartwing.tel.compliance.Verdict;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsCommand;
import com.dartwing.tel.sms.SmsRequest;
import com.dartwing.tel.sms.SmsStatus;
import com.dartwing.tel.sms.ValidateSms;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Replaces the text and the times of a message that is scheduled; it is valid and lawful again, or stays as it was. */
@Component
public class ReplaceSms {

    private final SmsRows rows;
    private final ValidateSms validate;
    private final Comply comply;
    private final Clock clock;

    ReplaceSms(SmsRows rows, ValidateSms validate, Comply comply, Clock clock) {
        this.rows = rows;
        this.validate = validate;
        this.comply = comply;
        this.clock = clock;
    }

    /**
     * A caller's message that is scheduled.
     *
     * @throws TelException.NotFound when the caller has no such message
     * @throws TelException.Conflict when it is not scheduled, or an MMS
     */
    public OutboundSms scheduled(String id, ApiKey caller) {
        SmsRows.Waiting found = rows.waiting(List.of(id)).stream()
                .filter(one -> caller.name().equals(one.sms().owner().apiKey()))
                .findFirst()
                .orElseThrow(() -> new TelException.NotFound("There is no message of this id"));
        if (found.status() != SmsStatus.SCHEDULED || found.sms().media() != null) {
            throw notScheduled();
        }
        return found.sms();
    }

    /**
     * Puts another message in the place of a scheduled one.
     *
     * @param request the message as it is to be
     * @param callback who hears of it then, or null
     * @throws TelException when it would not be valid or not lawful
     * @throws TelException.Conflict when it has left meanwhile
     */
    public void replace(OutboundSms sms, ApiKey caller, SmsRequest request, String callback) {
        OutboundSms valid = validate.validate(new SmsCommand(caller, request, null));
        OutboundSms next = new OutboundSms(
                        sms.id(),
                        sms.owner(),
                        sms.parties(),
                        valid.text(),
                        null,
                        valid.policy(),
                        sms.details(),
                        sms.createdAt(),
                        sms.tries(),
                        sms.sequence())
                .withCallback(callback);
        if (comply.judge(List.of(next)).get(0).verdict() instanceof Verdict.Block block) {
            throw block.refusal();
        }
        if (!rows.replace(next, clock.instant())) {
            throw notScheduled();
        }
    }

    private static TelException notScheduled() {
        return new TelException.Conflict("The message is not scheduled");
    }
}
