package com.dartwing.tel.hub.media;

import com.dartwing.tel.error.Faults;
import com.dartwing.tel.hub.db.AfterCommit;
import com.dartwing.tel.hub.db.DoubtfulClaims;
import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.sms.TellInbound;
import com.dartwing.tel.hub.vault.SignedUrls;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.numbers.Dids;
import com.dartwing.tel.sms.InboundSms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The media of messages that came in: each waits in its row until it is fetched, or lost for good. When the last one of a
 * message is settled, the message is told, with the URLs of those that are there.
 */
@Component("inboundMedia")
public class InboundMedia {

    private static final Logger LOG = LoggerFactory.getLogger(InboundMedia.class);

    /** Waits before each repetition; after the last one the medium is lost. Its message waits with it. */
    private static final List<Duration> SCHEDULE = List.of(Duration.ofSeconds(5), Duration.ofSeconds(30));

    private final JdbcTemplate jdbc;
    private final SignedUrls urls;
    private final MediaProperties properties;
    private final TellInbound tell;
    private final Dids dids;
    private final Node node;
    private final AfterCommit afterCommit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final DoubtfulClaims doubts;

    public InboundMedia(
            JdbcTemplate jdbc,
            SignedUrls urls,
            MediaProperties properties,
            TellInbound tell,
            Dids dids,
            Node node,
            AfterCommit afterCommit,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.urls = urls;
        this.properties = properties;
        this.tell = tell;
        this.dids = dids;
        this.node = node;
        this.afterCommit = afterCommit;
        this.transaction = transaction;
        this.clock = clock;
        this.doubts = new DoubtfulClaims("tel_media", jdbc, transaction, node, clock);
    }

    /** Claims a medium for this node; it is fetched once the claim is committed, for no remote call belongs into it. */
    public void claim(@Body DueMedium due) {
        doubts.taking(due.getName());
        due.claim(node.name());
        afterCommit.send("direct:media-fetch", due);
    }

    /** Keeps a medium that was fetched. */
    public void keep(@ExchangeProperty("due") DueMedium due, @Body Medium medium) {
        settle(due, "Kept", medium, null);
    }

    /** Notes that a medium could not be fetched: it is tried again in a while, or lost. */
    public void missed(
            @ExchangeProperty("due") DueMedium due, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        try {
            note(due, failure);
        } catch (RuntimeException e) {
            // The storage is away: it is given back when that is here again.
            doubts.add(List.of(due.getName()));
            throw e;
        }
    }

    private void note(DueMedium due, Exception failure) {
        String error = Faults.inWords(failure);
        if (failure instanceof UnfitMedium || due.getTries() >= SCHEDULE.size()) {
            LOG.warn("Medium {} is lost: {}", due.getName(), error);
            settle(due, "Lost", new Medium(null, null), error);
            return;
        }
        jdbc.update(
                "UPDATE tel_media SET tries = tries + 1, owner = NULL, next_attempt_at = ?, last_error = ?,"
                        + " modified_at = ? WHERE name = ? AND owner = ?",
                Sql.utc(clock.instant().plus(SCHEDULE.get(due.getTries()))),
                Sql.cut(error, 500),
                Sql.utc(clock.instant()),
                due.getName(),
                node.name());
    }

    private void settle(DueMedium due, String state, Medium medium, String error) {
        transaction.executeWithoutResult(status -> {
            // Media of one message are settled one after the other, so that one of them is the last.
            jdbc.queryForList(
                    "SELECT name FROM tel_sms_message WHERE name = ? FOR UPDATE", String.class, due.getMessage());
            int settled = jdbc.update(
                    "UPDATE tel_media SET state = ?, content_type = ?, last_error = ?, owner = NULL,"
                            + " next_attempt_at = NULL, tries = tries + 1, modified_at = ?"
                            + " WHERE name = ? AND owner = ? AND state = 'Pending'",
                    state,
                    medium.contentType(),
                    Sql.cut(error, 500),
                    Sql.utc(clock.instant()),
                    due.getName(),
                    node.name());
            if (settled == 1 && medium.content() != null) {
                jdbc.update(
                        "INSERT INTO tel_media_content (name, content) VALUES (?, ?)", due.getName(), medium.content());
            }
            if (settled == 1 && count(due.getMessage(), "Pending") == 0) {
                tell(due.getMessage());
            }
        });
    }

    private int count(String message, String state) {
        Integer media = jdbc.queryForObject(
                "SELECT COUNT(*) FROM tel_media WHERE message = ? AND state = ?", Integer.class, message, state);
        return media == null ? 0 : media;
    }

    private void tell(String message) {
        List<String> kept = jdbc.query(
                "SELECT name, created_at FROM tel_media WHERE message = ? AND state = 'Kept' ORDER BY place",
                (row, n) -> urls.of(
                        MediaApi.FOLDER,
                        row.getString("name"),
                        Sql.instant(row, "created_at").plus(properties.keptFor())),
                message);
        jdbc.update(
                "UPDATE tel_sms_message SET media_urls = ?, event_sequence = 1, modified_at = ? WHERE name = ?",
                Json.write(kept),
                Sql.utc(clock.instant()),
                message);
        int lost = count(message, "Lost");
        jdbc.query("SELECT * FROM tel_sms_message WHERE name = ?", (row, n) -> inbound(row), message)
                .forEach(inbound -> dids.find(inbound.to())
                        .ifPresent(did -> tell.tell(
                                new TellInbound.Arrived(message, inbound, did, kept, lost, clock.instant()))));
    }

    private static InboundSms inbound(ResultSet row) throws SQLException {
        return new InboundSms(
                row.getString("carrier"),
                row.getString("carrier_message_id"),
                row.getString("from_number"),
                row.getString("to_number"),
                row.getString("body"),
                row.getString("subject"),
                List.of(),
                Sql.instant(row, "created_at"));
    }

    private void letGo(List<String> media) {
        List<Object> values = new ArrayList<>(media);
        values.add(node.name());
        jdbc.update(
                "UPDATE tel_media SET owner = NULL WHERE state = 'Pending' AND name IN (" + Sql.marks(media.size())
                        + ") AND owner = ?",
                values.toArray());
    }

    /** Takes over what dead nodes were fetching, and lets go what this one claimed without knowing. */
    public void takeOver() {
        doubts.settle(this::letGo);
        jdbc.update(
                "UPDATE tel_media SET owner = NULL WHERE state = 'Pending' AND owner IS NOT NULL"
                        + " AND owner NOT IN (SELECT name FROM tel_node WHERE alive_until >= ?)",
                Sql.utc(clock.instant()));
    }

    /** Deletes media that are no longer kept, and the content of those that were lost afterwards: erased, that is. */
    public void purge() {
        Instant before = clock.instant().minus(properties.keptFor());
        jdbc.update("DELETE FROM tel_media WHERE created_at < ?", Sql.utc(before));
        jdbc.update(
                "DELETE FROM tel_media_content WHERE name NOT IN (SELECT name FROM tel_media WHERE state = 'Kept')");
    }
}
