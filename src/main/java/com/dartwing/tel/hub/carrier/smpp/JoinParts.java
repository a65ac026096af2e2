package com.dartwing.tel.hub.carrier.smpp;

import com.dartwing.tel.carrier.smpp.Place;
import com.dartwing.tel.hub.db.Sha256;
import com.dartwing.tel.hub.db.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps the parts of long messages that carriers deliver until they are complete. They may come over several binds, to
 * several nodes, in any order and again.
 */
@Component
class JoinParts {

    /** Who waits for a part longer gets the message without it. */
    private static final Duration WAIT = Duration.ofHours(1);

    private static final int MOST_AT_ONCE = 200;

    /** A part as it came. */
    record Part(String carrier, String from, String to, Place place, String text) {

        String message() {
            return Sha256.hex(String.join("|", carrier, from, to, place.reference() + "", place.total() + ""));
        }
    }

    /**
     * Parts put together.
     *
     * @param id the same however often they are
     */
    record Joined(String message, String id, String carrier, String from, String to, String text) {}

    private record Row(String carrier, String from, String to, int total, String text, Instant receivedAt) {}

    private final JdbcTemplate jdbc;
    private final Clock clock;

    JoinParts(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps a part; answers the message when it is complete. Committed first, then looked: two may come at once. */
    Optional<Joined> add(Part part) {
        String message = part.message();
        try {
            jdbc.update(
                    "INSERT INTO tel_smpp_part (name, message_key, carrier, from_number, to_number, part_number, total,"
                            + " body, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    message + "-" + part.place().number(),
                    message,
                    part.carrier(),
                    Sql.cut(part.from(), 80),
                    Sql.cut(part.to(), 80),
                    part.place().number(),
                    part.place().total(),
                    part.text(),
                    Sql.utc(clock.instant()));
        } catch (DuplicateKeyException e) {
            // It came again.
        }
        List<Row> rows = rows(message);
        return rows.size() < part.place().total() ? Optional.empty() : Optional.of(joined(message, rows));
    }

    /** The messages that have waited long enough for what they lack. */
    List<Joined> incomplete() {
        List<Joined> found = new ArrayList<>();
        jdbc.queryForList(
                        "SELECT message_key FROM tel_smpp_part GROUP BY message_key HAVING MIN(received_at) < ? LIMIT "
                                + MOST_AT_ONCE,
                        String.class,
                        Sql.utc(clock.instant().minus(WAIT)))
                .forEach(message -> {
                    List<Row> rows = rows(message);
                    if (!rows.isEmpty()) {
                        found.add(joined(message, rows));
                    }
                });
        return found;
    }

    private List<Row> rows(String message) {
        return jdbc.query(
                "SELECT * FROM tel_smpp_part WHERE message_key = ? ORDER BY part_number",
                (row, n) -> new Row(
                        row.getString("carrier"),
                        row.getString("from_number"),
                        row.getString("to_number"),
                        row.getInt("total"),
                        row.getString("body"),
                        Sql.instant(row, "received_at")),
                message);
    }

    private static Joined joined(String message, List<Row> rows) {
        StringBuilder text = new StringBuilder();
        Instant first = rows.get(0).receivedAt();
        for (Row row : rows) {
            text.append(row.text());
            first = row.receivedAt().isBefore(first) ? row.receivedAt() : first;
        }
        Row any = rows.get(0);
        // References come round again; the first part's time tells one message from the next.
        return new Joined(
                message, Sha256.hex(message + "|" + first), any.carrier(), any.from(), any.to(), text.toString());
    }

    /** The message is kept as a whole. */
    void forget(Joined joined) {
        jdbc.update("DELETE FROM tel_smpp_part WHERE message_key = ?", joined.message());
    }
}
