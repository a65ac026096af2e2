package com.dartwing.tel.hub.smpp;

import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.parts.GatherParts;
import com.dartwing.tel.hub.parts.Gathered;
import com.dartwing.tel.hub.parts.PartTable;
import com.dartwing.tel.series.RecordIds;
import jakarta.annotation.PreDestroy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Parts of partners' long messages. Each is durable before it is answered, and answered with the id that the whole message
 * will have. What the message's record needs is kept with each, for {@link ExpireParts}.
 */
@Component
class MessageParts {

    /**
     * A part that came.
     *
     * @param message a hash of who sends what to whom
     * @param octets of its text, unpacked
     */
    record Part(String message, int part, int total, byte[] octets, PartOrigin origin) {}

    /**
     * What is there of a message.
     *
     * @param sms the id that it has, or will have
     * @param octets its text when it is complete, else null
     * @param registeredDelivery what it asks for, by any of its parts
     * @param isAgain whether the part was there before
     */
    record Joined(String message, String sms, byte[] octets, int registeredDelivery, boolean isAgain) {

        boolean isComplete() {
            return octets != null;
        }
    }

    private static final PartTable<PartOrigin> TABLE = new PartTable<>(
            "tel_smpp_submit_part",
            "message",
            "part",
            "content",
            "created_at",
            List.of(
                    "sms",
                    "account",
                    "api_key",
                    "from_number",
                    "sender_id",
                    "to_number",
                    "data_coding",
                    "registered_delivery",
                    "sms_reference",
                    "body_hash"),
            MessageParts::values,
            MessageParts::origin);

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final GatherParts<PartOrigin> parts;

    MessageParts(JdbcTemplate jdbc, RecordIds ids, Clock clock, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.parts = new GatherParts<>(
                "smpp-parts",
                TABLE,
                jdbc,
                clock,
                transaction,
                (origin, first) -> origin.of(first == null ? ids.next("SMS") : first.sms()));
    }

    /** @throws com.dartwing.tel.error.TelException.Unavailable when the storage cannot take it now */
    CompletableFuture<Joined> join(Part part) {
        return parts.add(new com.dartwing.tel.hub.parts.Part<>(
                        part.message(),
                        part.part(),
                        part.total(),
                        HexFormat.of().formatHex(part.octets()),
                        part.origin()))
                .thenApply(MessageParts::joined);
    }

    private static Joined joined(Gathered<PartOrigin> gathered) {
        return new Joined(
                gathered.message(),
                gathered.origin().sms(),
                gathered.isComplete() ? octets(gathered.content()) : null,
                PartOrigin.wanted(
                        gathered.parts().stream().map(part -> part.origin().registeredDelivery())),
                gathered.isAgain());
    }

    /** The octets of a text as the table keeps it. */
    static byte[] octets(String content) {
        return HexFormat.of().parseHex(content);
    }

    /** Whether a message is on record: it is when the process stopped before it said {@link #recorded}. */
    boolean isRecorded(String sms) {
        return !jdbc.queryForList("SELECT name FROM tel_sms_message WHERE name = ?", String.class, sms)
                .isEmpty();
    }

    /** The message is recorded: a part that comes again under its reference is answered with the message's id. */
    void recorded(String message) {
        try {
            jdbc.update(
                    "INSERT INTO tel_idempotency (api_key, idempotency_key, body_hash, record_id, created_at)"
                            + " SELECT api_key, sms_reference, body_hash, sms, ? FROM tel_smpp_submit_part"
                            + " WHERE message = ? AND part > 0 AND body_hash IS NOT NULL",
                    Sql.utc(clock.instant()),
                    message);
        } catch (DuplicateKeyException e) {
            // It was said before.
        }
        parts.forget(message);
    }

    /** The message is refused: its sender may use the references again. */
    void forget(String message) {
        parts.forget(message);
    }

    /** Messages of which nothing has come since. */
    List<String> silentSince(Instant before, int atMost) {
        return parts.silentSince(before, atMost);
    }

    /** What is there of one of them, locked; nothing when it is not silent any more. */
    Optional<Gathered<PartOrigin>> silent(String message, Instant before) {
        return parts.silent(message, before);
    }

    private static List<Object> values(PartOrigin origin) {
        return Arrays.asList(
                origin.sms(),
                origin.account(),
                origin.apiKey(),
                origin.from(),
                origin.senderId(),
                origin.to(),
                origin.dataCoding(),
                origin.registeredDelivery(),
                origin.reference() == null ? null : origin.reference().key(),
                origin.reference() == null ? null : origin.reference().hash());
    }

    private static PartOrigin origin(ResultSet row) throws SQLException {
        String hash = row.getString("body_hash");
        return new PartOrigin(
                row.getString("sms"),
                row.getString("account"),
                row.getString("api_key"),
                row.getString("from_number"),
                row.getString("sender_id"),
                row.getString("to_number"),
                row.getInt("data_coding"),
                row.getInt("registered_delivery"),
                hash == null ? null : new PartnerReference.Named(row.getString("sms_reference"), hash));
    }

    @PreDestroy
    void close() {
        parts.close();
    }
}
