package com.dartwing.tel.hub.sms;

import com.dartwing.tel.crypto.Sha256;
import com.dartwing.tel.hub.compliance.ConsentTable;
import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.numbers.DncTable;
import com.dartwing.tel.numbers.Did;
import com.dartwing.tel.numbers.Dids;
import com.dartwing.tel.series.RecordIds;
import com.dartwing.tel.sms.InboundSms;
import com.dartwing.tel.sms.Keyword;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.SmsText;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a message that a carrier brings: kept once however often it comes, with its event for the number's owner, and
 * with what a keyword asks for. The opt-out, and the one answer to it, are in the same transaction as the message.
 */
@Component("receiveSms")
public class ReceiveSms {

    /** A message that was kept; with the reply that is to leave at once, if a keyword asked for one. */
    public record Received(String id, Optional<OutboundSms> reply) {}

    private static final Logger LOG = LoggerFactory.getLogger(ReceiveSms.class);
    private static final int MOST_MEDIA = 20;

    private final JdbcTemplate jdbc;
    private final DncTable dnc;
    private final ConsentTable consents;
    private final Dids dids;
    private final InboundAnswers answers;
    private final TellInbound tell;
    private final RecordIds ids;
    private final Clock clock;
    private final GroupCommit<InboundSms, Optional<Received>> writer;

    public ReceiveSms(
            JdbcTemplate jdbc,
            DncTable dnc,
            ConsentTable consents,
            Dids dids,
            InboundAnswers answers,
            TellInbound tell,
            RecordIds ids,
            Clock clock,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.dnc = dnc;
        this.consents = consents;
        this.dids = dids;
        this.answers = answers;
        this.tell = tell;
        this.ids = ids;
        this.clock = clock;
        this.writer = new GroupCommit<>("inbound", transaction, this::write, group -> Map.of());
    }

    /** Keeps an incoming message; empty when it is a repetition, or for a number that is not ours. */
    public Optional<Received> receive(InboundSms inbound) {
        if (dids.find(inbound.to()).isEmpty()) {
            // Not even this number is told: a log is no place for numbers.
            LOG.warn("{} brought a message for a number that is not ours", inbound.carrier());
            return Optional.empty();
        }
        return GroupCommit.await(writer.submit(inbound));
    }

    private List<Optional<Received>> write(List<InboundSms> group) {
        Set<String> seen = new HashSet<>(jdbc.queryForList(
                "SELECT name FROM tel_inbound_seen WHERE name IN (" + Sql.marks(group.size()) + ")",
                String.class,
                group.stream().map(ReceiveSms::nameOf).toArray()));
        List<Optional<Received>> answers = new ArrayList<>();
        for (InboundSms inbound : group) {
            answers.add(seen.add(nameOf(inbound)) ? Optional.of(write(inbound)) : Optional.empty());
        }
        return answers;
    }

    private Received write(InboundSms inbound) {
        Instant now = clock.instant();
        Did did = dids.find(inbound.to()).orElseThrow();
        String id = ids.next("SMS");
        SmsText text = SmsText.of(inbound.body());
        boolean mms = !inbound.media().isEmpty();
        jdbc.update(
                "INSERT INTO tel_inbound_seen (name, message, received_at) VALUES (?, ?, ?)",
                nameOf(inbound),
                id,
                Sql.utc(now));
        jdbc.update(
                """
                INSERT INTO tel_sms_message
                  (name, direction, status, from_number, to_number, body, encoding, segments, character_count,
                   created_at, modified_at, carrier, carrier_message_id, organization, api_key, module, is_mms, subject,
                   event_sequence)
                VALUES (?, 'Inbound', 'Received', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                Sql.cut(inbound.from(), 20),
                inbound.to(),
                inbound.body(),
                text.encoding().label(),
                mms ? 1 : text.segments(),
                text.characters(),
                Sql.utc(now),
                Sql.utc(now),
                inbound.carrier(),
                Sql.cut(inbound.carrierMessageId(), 191),
                did.organization(),
                did.apiKey(),
                did.module(),
                mms,
                Sql.cut(inbound.subject(), 255),
                mms ? 0 : 1);
        Optional<OutboundSms> confirmation = obey(id, inbound, did, now);
        if (inbound.media().isEmpty()) {
            tell.tell(new TellInbound.Arrived(id, inbound, did, List.of(), 0, now));
        } else {
            media(id, inbound, now);
        }
        return new Received(id, confirmation);
    }

    /** Leaves the media to be fetched; the message is told when they are there. */
    private void media(String id, InboundSms inbound, Instant now) {
        List<Object[]> media = new ArrayList<>();
        for (String url :
                inbound.media().subList(0, Math.min(MOST_MEDIA, inbound.media().size()))) {
            int place = media.size() + 1;
            media.add(new Object[] {
                id + "-" + place,
                id,
                place,
                inbound.carrier(),
                Sql.cut(url, 2048),
                Sql.utc(now),
                Sql.utc(now),
                Sql.utc(now)
            });
        }
        jdbc.batchUpdate(
                "INSERT INTO tel_media (name, message, place, carrier, source_url, next_attempt_at, created_at, modified_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                media);
    }

    /** Does what a keyword asks, and writes the answer to it. */
    private Optional<OutboundSms> obey(String id, InboundSms inbound, Did did, Instant now) {
        Keyword keyword = Keyword.of(inbound.body()).orElse(null);
        if (keyword == null) {
            return Optional.empty();
        }
        consents.note(keyword, inbound.from(), did.organization(), id);
        boolean answer =
                switch (keyword) {
                    case STOP -> dnc.add(inbound.from(), did.organization(), "SMS Opt-Out");
                    case START -> dnc.remove(inbound.from(), did.organization());
                    case HELP -> true;
                };
        return answer
                ? answers.atOnce(
                        new InboundAnswers.Answer(id, did, inbound.from(), KeywordReplies.to(keyword), null, now))
                : Optional.empty();
    }

    private static String nameOf(InboundSms inbound) {
        return Sha256.hex(inbound.carrier() + "|" + inbound.carrierMessageId() + "|" + inbound.to());
    }

    @PreDestroy
    void close() {
        writer.close();
    }
}
