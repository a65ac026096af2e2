package com.dartwing.tel.hub.carrier.smpp;

import com.dartwing.tel.carrier.smpp.Place;
import com.dartwing.tel.crypto.Sha256;
import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.parts.GatherParts;
import com.dartwing.tel.hub.parts.Gathered;
import com.dartwing.tel.hub.parts.PartTable;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The parts of long messages that carriers deliver, over several binds and to several nodes, until they are complete. */
@Component
class JoinParts {

    /** Who waits for a part longer gets the message without it. */
    private static final Duration WAIT = Duration.ofHours(1);

    private static final int MOST_AT_ONCE = 200;
    private static final int LONGEST_PARTY = 80;

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

    private record Origin(String carrier, String from, String to, int total) {}

    private static final PartTable<Origin> TABLE = new PartTable<>(
            "tel_smpp_part",
            "message_key",
            "part_number",
            "body",
            "received_at",
            List.of("carrier", "from_number", "to_number", "total"),
            origin -> List.of(origin.carrier(), origin.from(), origin.to(), origin.total()),
            row -> new Origin(
                    row.getString("carrier"),
                    row.getString("from_number"),
                    row.getString("to_number"),
                    row.getInt("total")));

    private final Clock clock;
    private final GatherParts<Origin> parts;

    JoinParts(JdbcTemplate jdbc, Clock clock, TransactionTemplate transaction) {
        this.clock = clock;
        this.parts =
                new GatherParts<>("smpp-incoming-parts", TABLE, jdbc, clock, transaction, (origin, first) -> origin);
    }

    /** Keeps a part; answers the message when it is complete. */
    Optional<Joined> add(Part part) {
        Origin origin = new Origin(
                part.carrier(),
                Sql.cut(part.from(), LONGEST_PARTY),
                Sql.cut(part.to(), LONGEST_PARTY),
                part.place().total());
        Gathered<Origin> gathered = GroupCommit.await(parts.add(new com.dartwing.tel.hub.parts.Part<>(
                part.message(), part.place().number(), part.place().total(), part.text(), origin)));
        return gathered.isComplete() ? Optional.of(joined(gathered)) : Optional.empty();
    }

    /** The messages that have waited long enough for what they lack. */
    List<Joined> incomplete() {
        Instant before = clock.instant().minus(WAIT);
        return parts.silentSince(before, MOST_AT_ONCE).stream()
                .flatMap(message -> parts.silent(message, before).stream())
                .map(JoinParts::joined)
                .toList();
    }

    private static Joined joined(Gathered<Origin> gathered) {
        Origin origin = gathered.origin();
        // References come round again; the first part's time tells one message from the next.
        String id = Sha256.hex(gathered.message() + "|" + gathered.began());
        return new Joined(gathered.message(), id, origin.carrier(), origin.from(), origin.to(), gathered.content());
    }

    /** The message is kept as a whole. */
    void forget(Joined joined) {
        parts.forget(joined.message());
    }

    @PreDestroy
    void close() {
        parts.close();
    }
}
