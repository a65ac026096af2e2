package com.dartwing.tel.hub.sms;

import com.dartwing.tel.crypto.Sha256;
import com.dartwing.tel.hub.access.CallbackTargets;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.numbers.Did;
import com.dartwing.tel.numbers.Dids;
import com.dartwing.tel.sms.AutomaticMessage;
import com.dartwing.tel.sms.ForwardedText;
import com.dartwing.tel.sms.InboundSms;
import com.dartwing.tel.sms.Keyword;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Tells a number's owner of a message that came in, with all its media, and answers or forwards it where the number is set
 * to. Neither happens to a keyword, which was obeyed, nor to a message from a number of ours, so that two numbers of ours
 * can never keep each other busy.
 */
@Component("tellInbound")
public class TellInbound {

    private static final Duration BETWEEN_REPLIES = Duration.ofHours(1);

    /**
     * A message that is there as a whole.
     *
     * @param mediaUrls signed URLs of its media
     * @param lost how many media could not be fetched
     */
    public record Arrived(String id, InboundSms message, Did did, List<String> mediaUrls, int lost, Instant at) {}

    private final JdbcTemplate jdbc;
    private final Outbox outbox;
    private final CallbackTargets targets;
    private final InboundAnswers answers;
    private final Dids dids;
    private final Clock clock;

    public TellInbound(
            JdbcTemplate jdbc, Outbox outbox, CallbackTargets targets, InboundAnswers answers, Dids dids, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.targets = targets;
        this.answers = answers;
        this.dids = dids;
        this.clock = clock;
    }

    /** Writes the event, and what the number is set to do, in the caller's transaction. */
    public void tell(Arrived arrived) {
        InboundSms message = arrived.message();
        boolean mms = !arrived.mediaUrls().isEmpty() || arrived.lost() > 0;
        SmsEvent event = mms
                ? SmsEvent.received(arrived.id(), 1, arrived.at(), message, arrived.mediaUrls(), arrived.lost())
                : SmsEvent.received(arrived.id(), 1, arrived.at(), message.from(), message.to(), message.body());
        outbox.insert(List.of(new Outbox.Entry(event, arrived.did().apiKey(), targets.of(arrived.did()))));
        if (Keyword.of(message.body()).isEmpty() && dids.find(message.from()).isEmpty()) {
            switch (arrived.did().inboundSmsRoute()) {
                case AUTO_REPLY -> reply(arrived);
                case FORWARD -> forward(arrived);
                case WEBHOOK -> {}
            }
        }
    }

    private void reply(Arrived arrived) {
        Did did = arrived.did();
        if (did.autoReplyText() == null
                || did.autoReplyText().isBlank()
                || AutomaticMessage.is(arrived.message())
                || !isTurn(did, arrived.message().from(), arrived.at())) {
            return;
        }
        answers.whenClaimed(
                new InboundAnswers.Answer(
                        arrived.id(), did, arrived.message().from(), did.autoReplyText(), null, arrived.at()),
                "auto-reply");
    }

    /** Whether the sender has had no automatic reply from this number within the hour; from now on it has had one. */
    private boolean isTurn(Did did, String sender, Instant now) {
        String name = Sha256.hex(did.phoneNumber() + "|" + sender);
        int renewed = jdbc.update(
                "UPDATE tel_auto_reply SET replied_at = ? WHERE name = ? AND replied_at <= ?",
                Sql.utc(now),
                name,
                Sql.utc(now.minus(BETWEEN_REPLIES)));
        if (renewed == 1) {
            return true;
        }
        Integer known = jdbc.queryForObject("SELECT COUNT(*) FROM tel_auto_reply WHERE name = ?", Integer.class, name);
        if (known != null && known > 0) {
            return false;
        }
        jdbc.update("INSERT INTO tel_auto_reply (name, replied_at) VALUES (?, ?)", name, Sql.utc(now));
        return true;
    }

    /** An MMS is forwarded as one where the number can send it, else its text alone. */
    private void forward(Arrived arrived) {
        Did did = arrived.did();
        InboundSms message = arrived.message();
        if (did.forwardTo() == null || did.forwardTo().equals(message.from())) {
            return;
        }
        boolean withMedia = !arrived.mediaUrls().isEmpty() && did.canSend("mms");
        OutboundSms.Media media = withMedia ? new OutboundSms.Media(arrived.mediaUrls(), message.subject()) : null;
        ForwardedText.of(message)
                .ifPresent(text -> answers.whenClaimed(
                        new InboundAnswers.Answer(arrived.id(), did, did.forwardTo(), text, media, arrived.at()),
                        "forwarded"));
    }

    /** Forgets replies that count no more. */
    public void purge() {
        jdbc.update(
                "DELETE FROM tel_auto_reply WHERE replied_at < ?",
                Sql.utc(clock.instant().minus(BETWEEN_REPLIES)));
    }
}
