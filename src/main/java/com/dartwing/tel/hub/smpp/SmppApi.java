package com.dartwing.tel.hub.smpp;

import com.dartwing.camel.smpp.CommandStatus;
import com.dartwing.camel.smpp.MessageQuery;
import com.dartwing.camel.smpp.ShortMessage;
import com.dartwing.camel.smpp.SmppException;
import com.dartwing.camel.smpp.SmppServerConstants;
import com.dartwing.tel.access.ApiKey;
import com.dartwing.tel.crypto.Sha256;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.sms.Recorded;
import com.dartwing.tel.hub.sms.SameSms;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsAlphabet;
import com.dartwing.tel.sms.SmsCommand;
import com.dartwing.tel.sms.SmsRequest;
import com.dartwing.tel.sms.SmsStatus;
import com.dartwing.tel.sms.SmsText;
import com.dartwing.tel.sms.ValidateSms;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What partners ask for over SMPP: reads it, and words the answers. */
@Component("smppApi")
public class SmppApi {

    /** Exchange properties: the message as it came, its partner, what its parts were joined to, and the id that it had before. */
    private static final String SUBMITTED = "smppSubmitted";

    private static final String ACCOUNT = "smppAccount";
    private static final String KEY = "caller";
    private static final String JOINED = "smppJoined";
    private static final String EARLIER = "smppEarlier";
    private static final String REFERENCE = "smppReference";
    private static final String BODY_HASH = "bodyHash";

    /** Octets of the longest part: twice the 140 of a short message, as GSM septets are unpacked. */
    private static final int LONGEST_PART = 280;

    /** Octets that fit into one segment in any alphabet: an octet is a character of UCS-2 at most. */
    private static final int SURELY_ONE_SEGMENT = 70;

    /** In place of the text of a message whose parts are not all there. */
    private static final String PART = "part";

    private static final Logger LOG = LoggerFactory.getLogger(SmppApi.class);

    private final PartnerAccounts accounts;
    private final SmppDoor door;
    private final AdmitPartner admit;
    private final MessageParts parts;
    private final SmppSubmit submit;
    private final ValidateSms validate;
    private final PartnerReference references;
    private final SameSms same;
    private final JdbcTemplate jdbc;
    private final ExecutorService answers;

    SmppApi(
            PartnerAccounts accounts,
            SmppDoor door,
            AdmitPartner admit,
            MessageParts parts,
            SmppSubmit submit,
            ValidateSms validate,
            PartnerReference references,
            SameSms same,
            JdbcTemplate jdbc,
            @Qualifier("smppAnswers") ExecutorService answers) {
        this.accounts = accounts;
        this.door = door;
        this.admit = admit;
        this.parts = parts;
        this.submit = submit;
        this.validate = validate;
        this.references = references;
        this.same = same;
        this.jdbc = jdbc;
        this.answers = answers;
    }

    /**
     * Reads a message. The body is then the octets of its text: at once when it is whole, else when its part is durable; none
     * when other parts are still to come.
     */
    public CompletionStage<byte[]> read(
            Exchange exchange, @Body ShortMessage message, @Header(SmppServerConstants.PARTNER) String partner) {
        PartnerAccount account = accounts.bound(partner);
        ApiKey key = door.key(account).orElseThrow(() -> new SmppException(CommandStatus.ESME_RX_R_APPN));
        UserData data = UserData.of(message);
        SmsAlphabet alphabet = alphabet(message, account);
        byte[] octets = alphabet.unpacked(data.text(), data.header());
        admit.admit(key);
        exchange.setProperty(SUBMITTED, message);
        exchange.setProperty(ACCOUNT, account);
        exchange.setProperty(KEY, key);
        exchange.setProperty("async", true);
        PartnerReference.Named reference =
                PartnerReference.of(account, message, data, exchange.getProperty(SmppMulti.GROUP) != null);
        references
                .earlier(
                        exchange,
                        key,
                        reference,
                        record -> same.isSaidBy(
                                record, new SmsCommand(key, submit.request(message, alphabet.decode(octets)), null)))
                .ifPresent(id -> exchange.setProperty(EARLIER, id));
        if (exchange.getProperty(EARLIER) != null) {
            return CompletableFuture.completedFuture(octets);
        }
        if (data.part() == 1) {
            // For all the parts, so that no other is refused.
            admit.count(key, segments(data, octets, alphabet));
        }
        if (data.isWhole()) {
            name(exchange, reference);
            return CompletableFuture.completedFuture(octets);
        }
        if (octets.length > LONGEST_PART) {
            throw new SmppException(CommandStatus.ESME_RINVMSGLEN);
        }
        // What is wrong with the message but its text is said at once: a part that was accepted has a record to come.
        OutboundSms valid = validate.validate(new SmsCommand(key, submit.request(message, PART), null));
        PartOrigin origin =
                PartOrigin.of(account, valid, message.dataCoding(), message.registeredDelivery(), reference);
        String name = Sha256.hex(SmppSubmit.nameOf(account, message, data));
        return parts.join(new MessageParts.Part(name, data.part(), data.total(), octets, origin))
                .thenApplyAsync(
                        joined -> {
                            exchange.setProperty(JOINED, joined);
                            exchange.setProperty("smppIncomplete", !joined.isComplete());
                            if (joined.isComplete() && joined.isAgain() && parts.isRecorded(joined.sms())) {
                                // The process stopped before the parts were forgotten.
                                parts.recorded(joined.message());
                                exchange.setProperty(EARLIER, joined.sms());
                            }
                            return joined.isComplete() ? joined.octets() : new byte[0];
                        },
                        answers);
    }

    private static int segments(UserData data, byte[] octets, SmsAlphabet alphabet) {
        if (!data.isWhole()) {
            return data.total();
        }
        return octets.length <= SURELY_ONE_SEGMENT
                ? 1
                : SmsText.of(alphabet.decode(octets)).segments();
    }

    private static void name(Exchange exchange, PartnerReference.Named reference) {
        if (reference != null) {
            exchange.setProperty(REFERENCE, reference.key());
            exchange.setProperty(BODY_HASH, reference.hash());
        }
    }

    private static SmsAlphabet alphabet(ShortMessage message, PartnerAccount account) {
        return SmsAlphabet.of(message.dataCoding(), account.alphabet())
                .orElseThrow(() -> new SmppException(CommandStatus.ESME_RINVDCS));
    }

    /** The wish that the pipeline validates. */
    public SmsCommand command(
            @Body byte[] octets,
            @ExchangeProperty(SUBMITTED) ShortMessage message,
            @ExchangeProperty(ACCOUNT) PartnerAccount account,
            @ExchangeProperty(KEY) ApiKey key,
            @ExchangeProperty(REFERENCE) String reference,
            @ExchangeProperty(BODY_HASH) String bodyHash) {
        SmsRequest request = submit.request(message, alphabet(message, account).decode(octets));
        return new SmsCommand(key, reference == null ? request : request.withIdempotencyKey(reference), bodyHash);
    }

    public OutboundSms aim(
            @Body OutboundSms sms,
            @ExchangeProperty(SUBMITTED) ShortMessage message,
            @ExchangeProperty(ACCOUNT) PartnerAccount account,
            @ExchangeProperty(JOINED) MessageParts.Joined joined,
            @ExchangeProperty(SmppMulti.GROUP) SmppMulti.Group group) {
        if (joined != null) {
            return SmppSubmit.aimed(sms, joined.sms(), null, account.systemId(), joined.registeredDelivery());
        }
        return group == null
                ? SmppSubmit.aimed(sms, null, null, account.systemId(), message.registeredDelivery())
                : group.aim(sms, account, message);
    }

    /** Answers with the message's id. */
    public void accepted(Exchange exchange, @Body Recorded recorded) {
        MessageParts.Joined joined = exchange.getProperty(JOINED, MessageParts.Joined.class);
        if (joined != null) {
            parts.recorded(joined.message());
        }
        exchange.getMessage()
                .setHeader(SmppServerConstants.MESSAGE_ID, recorded.sms().id());
    }

    /** Answers a message that came before with the id that it has. */
    public void again(Exchange exchange, @ExchangeProperty(EARLIER) String id) {
        exchange.getMessage().setHeader(SmppServerConstants.MESSAGE_ID, id);
    }

    /** Answers a part with the id that the whole will have. */
    public void waits(Exchange exchange, @ExchangeProperty(JOINED) MessageParts.Joined joined) {
        exchange.getMessage().setHeader(SmppServerConstants.MESSAGE_ID, joined.sms());
    }

    /** Answers with what a message has become. */
    public void query(
            Exchange exchange, @Body MessageQuery query, @Header(SmppServerConstants.PARTNER) String partner) {
        PartnerAccount account = accounts.bound(partner);
        boolean found = Boolean.TRUE.equals(jdbc.query(
                "SELECT status, error_code, modified_at FROM tel_sms_message WHERE name = ? AND api_key = ?"
                        + " AND direction = 'Outbound'",
                row -> {
                    if (!row.next()) {
                        return false;
                    }
                    MessageState state = MessageState.of(SmsStatus.ofWord(row.getString(1)), row.getString(2));
                    boolean isFinal = state != MessageState.ENROUTE && state != MessageState.SCHEDULED;
                    exchange.getMessage().setHeader(SmppServerConstants.MESSAGE_STATE, state.number);
                    exchange.getMessage()
                            .setHeader(
                                    SmppServerConstants.FINAL_DATE,
                                    isFinal ? SmppTime.absolute(Sql.instant(row, "modified_at")) : "");
                    return true;
                },
                query.messageId(),
                account.apiKey()));
        if (!found) {
            throw new SmppException(CommandStatus.ESME_RINVMSGID);
        }
    }

    /** Answers with a refusal; what is our fault is told in the log alone. */
    public void refuse(Exchange exchange, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception caught) {
        Throwable failure =
                caught instanceof CompletionException && caught.getCause() != null ? caught.getCause() : caught;
        CommandStatus status = SmppStatuses.of(failure);
        if (status == CommandStatus.ESME_RSYSERR) {
            LOG.error("A partner's request failed", failure);
        }
        MessageParts.Joined joined = exchange.getProperty(JOINED, MessageParts.Joined.class);
        if (joined != null && status != CommandStatus.ESME_RMSGQFUL) {
            parts.forget(joined.message());
        }
        exchange.getMessage().setHeader(SmppServerConstants.STATUS, status);
    }
}
