package com.dartwing.tel.hub.sms;

import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.hub.db.Sha256;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.numbers.DncTable;
import com.dartwing.tel.numbers.Did;
import com.dartwing.tel.numbers.Dids;
import com.dartwing.tel.numbers.PhoneNumbers;
import com.dartwing.tel.series.RecordIds;
import com.dartwing.tel.sms.InboundSms;
import com.dartwing.tel.sms.Keyword;
import com.dartwing.tel.sms.OnUnknown;
import com.dartwing.tel.sms.OutboundSms;
import com.dartwing.tel.sms.Purpose;
import com.dartwing.tel.sms.SmsEvent;
import com.dartwing.tel.sms.SmsStatus;
import com.dartwing.tel.sms.SmsText;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
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
    private static final Duration REPLY_VALID = Duration.ofHours(1);

    private final JdbcTemplate jdbc;
    private final SmsRows rows;
    private final Outbox outbox;
    private final DncTable dnc;
    private final Dids dids;
    private final CallbackTargets targets;
    private final RecordIds ids;
    private final Node node;
    private final Clock clock;
    private final GroupCommit<InboundSms, Optional<Received>> writer;

    public ReceiveSms(
            JdbcTemplate jdbc,
            SmsRows rows,
            Outbox outbox,
            DncTable dnc,
            Dids dids,
            CallbackTargets targets,
            RecordIds ids,
            Node node,
            Clock clock,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.outbox = outbox;
        this.dnc = dnc;
        this.dids = dids;
        this.targets = targets;
        this.ids = ids;
        this.node = node;
        this.clock = clock;
        this.writer = new GroupCommit<>("inbound", transaction, this::write, group -> Map.of());
    }

    /** Keeps an incoming message; empty when it is a repetition, or for a number that is not ours. */
    public Optional<Received> receive(InboundSms inbound) {
        if (dids.find(inbound.to()).isEmpty()) {
            LOG.warn("A message for {} came in, which is no number of ours", inbound.to());
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
        jdbc.update(
                "INSERT INTO tel_inbound_seen (name, message, received_at) VALUES (?, ?, ?)",
                nameOf(inbound),
                id,
                Sql.utc(now));
        jdbc.update(
                """
                INSERT INTO tel_sms_message
                  (name, direction, status, from_number, to_number, body, encoding, segments, character_count,
                   created_at, modified_at, carrier, carrier_message_id, organization, api_key, module, event_sequence)
                VALUES (?, 'Inbound', 'Received', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
                """,
                id,
                Sql.cut(inbound.from(), 20),
                inbound.to(),
                inbound.body(),
                text.encoding().label(),
                text.segments(),
                text.characters(),
                Sql.utc(now),
                Sql.utc(now),
                inbound.carrier(),
                Sql.cut(inbound.carrierMessageId(), 191),
                did.organization(),
                did.apiKey(),
                did.module());
        outbox.insert(List.of(new Outbox.Entry(
                SmsEvent.received(id, 1, now, inbound.from(), inbound.to(), inbound.body()),
                did.apiKey(),
                targets.of(did))));
        return new Received(id, obey(id, inbound, did, now));
    }

    /** Does what a keyword asks, and writes the answer to it. */
    private Optional<OutboundSms> obey(String id, InboundSms inbound, Did did, Instant now) {
        Keyword keyword = Keyword.of(inbound.body()).orElse(null);
        if (keyword == null) {
            return Optional.empty();
        }
        boolean answer =
                switch (keyword) {
                    case STOP -> dnc.add(inbound.from(), did.organization(), "SMS Opt-Out");
                    case START -> dnc.remove(inbound.from(), did.organization());
                    case HELP -> true;
                };
        return answer ? reply(id, inbound, did, KeywordReplies.to(keyword), now) : Optional.empty();
    }

    /** The reply is recorded here and not through compliance: the one confirmation of an opt-out is exempt from it. */
    private Optional<OutboundSms> reply(String inboundId, InboundSms inbound, Did did, String body, Instant now) {
        String country;
        try {
            country = new PhoneNumbers().parse(inbound.from(), null, "from").country();
        } catch (com.dartwing.tel.error.TelException.InvalidNumber e) {
            // A short code or letters: nobody to answer.
            return Optional.empty();
        }
        OutboundSms reply = new OutboundSms(
                ids.next("SMS"),
                new OutboundSms.Owner(did.apiKey(), did.organization(), did.module(), null),
                new OutboundSms.Parties(did.phoneNumber(), false, null, inbound.from(), country),
                SmsText.of(body),
                null,
                new OutboundSms.Policy(
                        Purpose.TRANSACTIONAL, null, null, OnUnknown.HOLD, 3, null, now.plus(REPLY_VALID), false),
                new OutboundSms.Details(null, null, null, null, inboundId, null),
                now,
                0,
                1);
        rows.insert(List.of(new SmsRows.Start(reply, SmsStatus.QUEUED, null, null, node.name(), null, null)));
        outbox.insert(List.of(new Outbox.Entry(SmsEvent.queued(reply, 1, now), did.apiKey(), targets.of(reply))));
        return Optional.of(reply);
    }

    private static String nameOf(InboundSms inbound) {
        return Sha256.hex(inbound.carrier() + "|" + inbound.carrierMessageId() + "|" + inbound.to());
    }

    @PreDestroy
    void close() {
        writer.close();
    }
}
