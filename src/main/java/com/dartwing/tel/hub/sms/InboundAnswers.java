package com.dartwing.tel.hub.sms;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.access.CallbackTargets;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.numbers.Did;
import com.dartwing.tel.numbers.PhoneNumbers;
import com.dartwing.tel.series.RecordIds;
import com.dartwing.tel.sms.OnUnknown;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.OutboundSms.Details;
import com.dartwing.tel.sms.Purpose;
import com.dartwing.tel.sms.SmsEvent;
import com.dartwing.tel.sms.SmsStatus;
import com.dartwing.tel.sms.SmsText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Writes the messages that leave because another came in, in the transaction that keeps or tells the one that came in. */
@Component
public class InboundAnswers {

    private static final Duration VALID = Duration.ofHours(1);

    private final SmsRows rows;
    private final Outbox outbox;
    private final CallbackTargets targets;
    private final RecordIds ids;
    private final Node node;
    private final PhoneNumbers phoneNumbers = new PhoneNumbers();

    InboundAnswers(SmsRows rows, Outbox outbox, CallbackTargets targets, RecordIds ids, Node node) {
        this.rows = rows;
        this.outbox = outbox;
        this.targets = targets;
        this.ids = ids;
        this.node = node;
    }

    /**
     * What a number answers.
     *
     * @param inbound the message that came in
     * @param media of an MMS, or null
     */
    record Answer(String inbound, Did did, String to, String text, OutboundSms.Media media, Instant at) {}

    /**
     * Records one that this node sends at once, past compliance: the one confirmation of an opt-out is exempt from it.
     * Empty when there is nobody to answer, but a short code or letters.
     */
    Optional<OutboundSms> atOnce(Answer answer) {
        return write(answer, new Details(null, null, null, null, answer.inbound(), null), null, node.name());
    }

    /**
     * Records one that is claimed as soon as it is committed, and judged by compliance then. It names what it answers in
     * its context: {@code in_reply_to} would exempt it from the do-not-contact list.
     *
     * @param tag says in the record why it was sent
     */
    void whenClaimed(Answer answer, String tag) {
        Details details = new Details(
                null,
                Json.write(Map.of("inbound_message_id", answer.inbound())),
                Json.write(List.of(tag)),
                null,
                null,
                null);
        write(answer, details, answer.at(), null);
    }

    private Optional<OutboundSms> write(Answer answer, Details details, Instant dueAt, String owner) {
        String country;
        try {
            country = phoneNumbers.parse(answer.to(), null, "to").country();
        } catch (TelException.InvalidNumber e) {
            return Optional.empty();
        }
        Did did = answer.did();
        OutboundSms sms = new OutboundSms(
                ids.next("SMS"),
                new OutboundSms.Owner(did.apiKey(), did.organization(), did.module(), null),
                new OutboundSms.Parties(did.phoneNumber(), false, null, answer.to(), country),
                SmsText.of(answer.text()),
                answer.media(),
                new OutboundSms.Policy(
                        Purpose.TRANSACTIONAL,
                        null,
                        null,
                        OnUnknown.HOLD,
                        3,
                        null,
                        answer.at().plus(VALID),
                        false),
                details,
                answer.at(),
                0,
                1);
        rows.insert(List.of(new SmsRows.Start(sms, SmsStatus.QUEUED, null, dueAt, owner, null, null)));
        outbox.insert(List.of(new Outbox.Entry(SmsEvent.queued(sms, 1, answer.at()), did.apiKey(), targets.of(sms))));
        return Optional.of(sms);
    }
}
