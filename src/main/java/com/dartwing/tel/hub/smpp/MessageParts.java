package com.dartwing.tel.hub.smpp;

import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.series.RecordIds;
import jakarta.annotation.PreDestroy;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Parts of long messages until all are there. Each is durable before it is answered, and answered with the id that the
 * whole message will have. What the message's record needs is kept with each, for {@link ExpireParts}.
 */
@Component("messageParts")
public class MessageParts {

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
     */
    record Joined(String message, String sms, byte[] octets, int registeredDelivery) {

        boolean isComplete() {
            return octets != null;
        }
    }

    private record Content(byte[] octets, int registeredDelivery) {}

    private record Row(String sms, Map<Integer, Content> parts) {}

    private final JdbcTemplate jdbc;
    private final RecordIds ids;
    private final Clock clock;
    private final GroupCommit<Part, Joined> writer;

    public MessageParts(JdbcTemplate jdbc, RecordIds ids, Clock clock, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
        this.writer = new GroupCommit<>("smpp-parts", transaction, this::write, group -> Map.of());
    }

    /** @throws com.dartwing.tel.error.TelException.Unavailable when the storage cannot take it now */
    CompletableFuture<Joined> join(Part part) {
        return writer.submit(part);
    }

    private List<Joined> write(List<Part> group) {
        Map<String, Row> known =
                read(group.stream().map(Part::message).distinct().toList());
        Map<String, Object[]> rows = new LinkedHashMap<>();
        for (Part part : group) {
            Row row = known.computeIfAbsent(part.message(), any -> new Row(ids.next("SMS"), new TreeMap<>()));
            Content content = new Content(part.octets(), part.origin().registeredDelivery());
            if (row.parts().putIfAbsent(part.part(), content) == null) {
                String name = part.message() + "/" + part.part();
                rows.put(name, new Object[] {
                    name,
                    part.message(),
                    part.part(),
                    row.sms(),
                    HexFormat.of().formatHex(part.octets()),
                    Sql.utc(clock.instant()),
                    part.origin().account(),
                    part.origin().apiKey(),
                    part.origin().from(),
                    part.origin().senderId(),
                    part.origin().to(),
                    part.origin().dataCoding(),
                    part.origin().registeredDelivery()
                });
            }
        }
        jdbc.batchUpdate(
                "INSERT INTO tel_smpp_submit_part (name, message, part, sms, content, created_at, account, api_key,"
                        + " from_number, sender_id, to_number, data_coding, registered_delivery)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                List.copyOf(rows.values()));
        // One of those that came together completes the message; the others are answered as those that came before it.
        Map<String, Part> last = new HashMap<>();
        group.forEach(part -> last.put(part.message(), part));
        return group.stream()
                .map(part -> joined(part, known.get(part.message()), last.get(part.message()) == part))
                .toList();
    }

    private Map<String, Row> read(List<String> messages) {
        Map<String, Row> known = new HashMap<>();
        jdbc.query(
                "SELECT message, part, sms, content, registered_delivery FROM tel_smpp_submit_part WHERE message IN ("
                        // Locked: else another node may give them up at this moment.
                        + Sql.marks(messages.size()) + ") ORDER BY part FOR UPDATE",
                row -> {
                    String message = row.getString(1);
                    if (!known.containsKey(message)) {
                        known.put(message, new Row(row.getString(3), new TreeMap<>()));
                    }
                    known.get(message)
                            .parts()
                            .put(row.getInt(2), new Content(HexFormat.of().parseHex(row.getString(4)), row.getInt(5)));
                },
                messages.toArray());
        return known;
    }

    private static Joined joined(Part part, Row row, boolean isLast) {
        if (!isLast || row.parts().size() < part.total()) {
            return new Joined(part.message(), row.sms(), null, 0);
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        row.parts().values().forEach(content -> text.writeBytes(content.octets()));
        int wanted = PartOrigin.wanted(row.parts().values().stream().map(Content::registeredDelivery));
        return new Joined(part.message(), row.sms(), text.toByteArray(), wanted);
    }

    /** The message is recorded, or refused: its sender may use the reference again. */
    void forget(String message) {
        jdbc.update("DELETE FROM tel_smpp_submit_part WHERE message = ?", message);
    }

    @PreDestroy
    void close() {
        writer.close();
    }
}
