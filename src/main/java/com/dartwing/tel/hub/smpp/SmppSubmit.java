package com.dartwing.tel.hub.smpp;

import com.dartwing.camel.smpp.Address;
import com.dartwing.camel.smpp.CommandStatus;
import com.dartwing.camel.smpp.Replacement;
import com.dartwing.camel.smpp.ShortMessage;
import com.dartwing.camel.smpp.SmppException;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What a partner's message says, in the words of {@code send_sms}. */
@Component
class SmppSubmit {

    private static final int INTERNATIONAL = 1;
    private static final int NATIONAL = 2;
    private static final int ALPHANUMERIC = 5;
    private static final int LONGEST_VALIDITY = 259_200;
    private static final int SHORTEST_VALIDITY = 60;
    private static final int HIGHEST_PRIORITY = 3;

    private final Clock clock;

    SmppSubmit(Clock clock) {
        this.clock = clock;
    }

    SmsRequest request(ShortMessage message, String body) {
        Instant now = clock.instant();
        Instant schedule = SmppTime.read(message.schedule(), now, CommandStatus.ESME_RINVSCHED);
        Instant validity = SmppTime.read(message.validity(), now, CommandStatus.ESME_RINVEXPIRY);
        boolean named = message.source().ton() == ALPHANUMERIC;
        String source = message.source().text();
        return new SmsRequest(
                number(message.destination()),
                body,
                named || source.isEmpty() ? null : number(message.source()),
                named && !source.isEmpty() ? source : null,
                null,
                schedule,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                seconds(schedule == null ? now : schedule, validity),
                null,
                message.priority() == 0 ? null : Math.min(HIGHEST_PRIORITY, message.priority()));
    }

    /** International unless it says that it is national: what most partners send as "unknown" is a whole number. */
    static String number(Address address) {
        String text = address.text();
        boolean isNational = address.ton() == NATIONAL || text.startsWith("+");
        return isNational && address.ton() != INTERNATIONAL || text.startsWith("+") ? text : "+" + text;
    }

    /** As the record has it: a sender ID, or a number. */
    static String sender(Address address) {
        return address.ton() == ALPHANUMERIC ? address.text() : number(address);
    }

    /** A message whose text and times a partner replaces, in the words of {@code send_sms}. */
    SmsRequest replaced(OutboundSms sms, Replacement wish, String body) {
        Instant now = clock.instant();
        OutboundSms.Policy policy = sms.policy();
        Instant given = SmppTime.read(wish.schedule(), now, CommandStatus.ESME_RINVSCHED);
        Instant schedule = given == null ? policy.scheduledFor() : given;
        Instant validity = SmppTime.read(wish.validity(), now, CommandStatus.ESME_RINVEXPIRY);
        boolean isNumber = !sms.parties().fromChosen() && sms.parties().senderId() == null;
        return new SmsRequest(
                sms.parties().to(),
                body,
                isNumber ? sms.parties().from() : null,
                sms.parties().senderId(),
                null,
                schedule,
                null,
                null,
                null,
                policy.hipaa(),
                policy.purpose(),
                policy.campaign(),
                policy.preferredCarrier(),
                validity == null ? seconds(policy.scheduledFor(), policy.validUntil()) : seconds(schedule, validity),
                policy.onUnknown(),
                policy.priority());
    }

    private static Integer seconds(Instant start, Instant end) {
        if (end == null) {
            return null;
        }
        long seconds = Duration.between(start, end).toSeconds();
        if (seconds < SHORTEST_VALIDITY) {
            throw new SmppException(CommandStatus.ESME_RINVEXPIRY);
        }
        return (int) Math.min(LONGEST_VALIDITY, seconds);
    }

    /** What names a long message among those of its sender. */
    static byte[] nameOf(PartnerAccount account, ShortMessage message, UserData data) {
        byte[] names = String.join(
                        "|",
                        account.systemId(),
                        message.source().text(),
                        message.destination().text())
                .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(names.length + 8)
                .put(names)
                .putInt(data.reference())
                .putInt(data.total())
                .array();
    }

    /** The message with the id that it has already, and told to its partner when that wants to hear. */
    static OutboundSms aimed(OutboundSms sms, String id, String answered, String account, int registeredDelivery) {
        OutboundSms named = id == null ? sms : sms.withId(id);
        String target = target(account, answered, registeredDelivery);
        return target == null ? named : named.withCallback(target);
    }

    /** What a message that is to be told of has in place of a callback URL; null when nobody wants to hear. */
    static String target(String account, String answered, int registeredDelivery) {
        int wanted = registeredDelivery & 0x03;
        return wanted == 0 ? null : new PartnerTarget(account, answered, wanted).text();
    }
}
