package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of deliveries. */
@Component
class DeliveryRows {

    /**
     * A delivery that begins.
     *
     * @param state Sending when this node has a place for it
     */
    record Start(Delivery delivery, DeliveryState state) {}

    /** An endpoint that something waits for, and since when. */
    record Due(String endpoint, Instant since) {}

    private static final String INSERT =
            """
            INSERT INTO tel_webhook_delivery
              (name, event_id, event, record_id, api_key, config, url, endpoint, state, tries, next_attempt_at, owner,
               lease_until, created_at, settled_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)
            """;

    private static final String WITH_PAYLOAD = "SELECT d.*, e.payload FROM tel_webhook_delivery d"
            + " LEFT JOIN tel_event e ON e.name = d.event_id WHERE d.name IN (";

    private static final String LOST =
            "(lease_until < ? OR owner NOT IN (SELECT name FROM tel_node WHERE alive_until >= ?))";
    private static final int LOST_AT_ONCE = 500;

    private final JdbcTemplate jdbc;
    private final Node node;
    private final DeliveryProperties properties;

    DeliveryRows(JdbcTemplate jdbc, Node node, DeliveryProperties properties) {
        this.jdbc = jdbc;
        this.node = node;
        this.properties = properties;
    }

    void insert(List<Start> starts, Instant now) {
        if (!starts.isEmpty()) {
            jdbc.batchUpdate(
                    INSERT, starts.stream().map(start -> row(start, now)).toList());
        }
    }

    private Object[] row(Start start, Instant now) {
        Delivery delivery = start.delivery();
        boolean ours = start.state() == DeliveryState.SENDING;
        return new Object[] {
            delivery.name(),
            delivery.eventId(),
            delivery.event(),
            delivery.recordId(),
            delivery.apiKey(),
            delivery.config(),
            delivery.url(),
            delivery.endpoint(),
            start.state().word(),
            start.state() == DeliveryState.PENDING ? Sql.utc(now) : null,
            ours ? node.name() : null,
            ours ? Sql.utc(now.plus(properties.lease())) : null,
            Sql.utc(delivery.createdAt()),
            start.state() == DeliveryState.DISABLED ? Sql.utc(now) : null
        };
    }

    /** Which of these there are already. */
    Set<String> known(List<String> names) {
        return names.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.queryForList(
                        "SELECT name FROM tel_webhook_delivery WHERE name IN (" + Sql.marks(names.size()) + ")",
                        String.class,
                        names.toArray()));
    }

    /** Which of these events tell nothing any more, for the person they told of was erased. */
    Set<String> erased(List<String> events) {
        return events.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.queryForList(
                        "SELECT name FROM tel_event WHERE payload = '{}' AND name IN (" + Sql.marks(events.size())
                                + ")",
                        String.class,
                        events.toArray()));
    }

    /**
     * The endpoints that something waits for; one look at the index for each, however much waits. The state is named
     * among the groups for MariaDB, which jumps along the index only then.
     */
    List<Due> due(Instant now) {
        return jdbc
                .query(
                        "SELECT endpoint, MIN(next_attempt_at) AS since FROM tel_webhook_delivery"
                                + " WHERE state = 'Pending' GROUP BY state, endpoint",
                        (row, n) -> new Due(row.getString("endpoint"), Sql.instant(row, "since")))
                .stream()
                .filter(due -> !due.since().isAfter(now))
                .toList();
    }

    /** Claims what has waited longest for an endpoint, in the caller's transaction; what others are claiming is passed over. */
    List<String> claim(String endpoint, int most, Instant now) {
        List<String> names = jdbc.queryForList(
                "SELECT name FROM tel_webhook_delivery WHERE state = 'Pending' AND endpoint = ?"
                        + " AND next_attempt_at <= ? ORDER BY next_attempt_at LIMIT ? FOR UPDATE SKIP LOCKED",
                String.class,
                endpoint,
                Sql.utc(now),
                most);
        if (!names.isEmpty()) {
            List<Object> values = new ArrayList<>();
            values.add(node.name());
            values.add(Sql.utc(now.plus(properties.lease())));
            values.addAll(names);
            jdbc.update(
                    "UPDATE tel_webhook_delivery SET state = 'Sending', owner = ?, lease_until = ?,"
                            + " next_attempt_at = NULL WHERE name IN (" + Sql.marks(names.size()) + ")",
                    values.toArray());
        }
        return names;
    }

    /** Deliveries with what they tell. */
    List<Delivery> load(List<String> names) {
        return names.isEmpty()
                ? List.of()
                : jdbc.query(
                        WITH_PAYLOAD + Sql.marks(names.size()) + ") ORDER BY d.created_at, d.name",
                        (row, n) -> delivery(row),
                        names.toArray());
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getString("name"),
                row.getString("event_id"),
                row.getString("event"),
                row.getString("record_id"),
                row.getString("api_key"),
                row.getString("config"),
                row.getString("url"),
                row.getString("endpoint"),
                row.getInt("tries"),
                row.getString("attempts"),
                Sql.instant(row, "created_at"),
                row.getString("payload"));
    }

    /**
     * Lets what this node has in hand wait in the table instead.
     *
     * @param since what it has taken later is not meant
     * @return how many
     */
    int giveBack(Collection<String> names, Instant since, Instant now) {
        List<Object> values = new ArrayList<>();
        values.add(Sql.utc(now));
        values.addAll(names);
        values.add(node.name());
        values.add(Sql.utc(since.plus(properties.lease())));
        return jdbc.update(
                "UPDATE tel_webhook_delivery SET state = 'Pending', owner = NULL, lease_until = NULL,"
                        + " next_attempt_at = ? WHERE name IN (" + Sql.marks(names.size())
                        + ") AND state = 'Sending' AND owner = ? AND lease_until <= ?",
                values.toArray());
    }

    /** Which of these the table says this node has in hand. */
    Set<String> inHand(Collection<String> names) {
        if (names.isEmpty()) {
            return Set.of();
        }
        List<Object> values = new ArrayList<>(names);
        values.add(node.name());
        return new HashSet<>(jdbc.queryForList(
                "SELECT name FROM tel_webhook_delivery WHERE name IN (" + Sql.marks(names.size())
                        + ") AND state = 'Sending' AND owner = ?",
                String.class,
                values.toArray()));
    }

    /**
     * Takes over what dead nodes had in hand, and what anybody has had for too long: in small groups, until nothing is
     * found that nobody else has locked.
     */
    int takeOver(TransactionTemplate transaction, Instant now) {
        int taken = 0;
        for (int more = 1; more > 0; taken += more) {
            List<String> lost = lost(now);
            more = lost.isEmpty() ? 0 : takeOver(transaction, lost, now);
        }
        return taken;
    }

    private int takeOver(TransactionTemplate transaction, List<String> lost, Instant now) {
        try {
            Integer moved = transaction.execute(status -> takeOver(lost, now));
            return moved == null ? 0 : moved;
        } catch (TransientDataAccessException e) {
            // MariaDB finds a deadlock now and then although nobody waits here; the next look takes what is left.
            return 0;
        }
    }

    /** Nothing is locked: there is seldom any, and who is not so dead after all writes down meanwhile what came of it. */
    private List<String> lost(Instant now) {
        return jdbc.queryForList(
                "SELECT name FROM tel_webhook_delivery WHERE state = 'Sending' AND " + LOST + " LIMIT " + LOST_AT_ONCE,
                String.class,
                Sql.utc(now),
                Sql.utc(now));
    }

    /** Takes over what is still lost of these; what others have locked is passed over. */
    private int takeOver(List<String> lost, Instant now) {
        List<String> names = still(locked(lost), now);
        // One by one: a list of names may be read as the whole table, and then waits for rows that are none of its own.
        jdbc.batchUpdate(
                "UPDATE tel_webhook_delivery SET state = 'Pending', owner = NULL, lease_until = NULL,"
                        + " next_attempt_at = ? WHERE name = ?",
                names.stream().map(name -> new Object[] {Sql.utc(now), name}).toList());
        return names.size();
    }

    /** By their names alone, as all who write lock them: by the index of another column it would be in another order. */
    private List<String> locked(List<String> names) {
        return jdbc.query(
                "SELECT name, tries FROM tel_webhook_delivery WHERE name IN (" + Sql.marks(names.size())
                        + ") FOR UPDATE SKIP LOCKED",
                (row, n) -> row.getString("name"),
                names.toArray());
    }

    private List<String> still(List<String> names, Instant now) {
        if (names.isEmpty()) {
            return names;
        }
        List<Object> values = new ArrayList<>(names);
        values.add(Sql.utc(now));
        values.add(Sql.utc(now));
        return jdbc.queryForList(
                "SELECT name FROM tel_webhook_delivery WHERE name IN (" + Sql.marks(names.size())
                        + ") AND state = 'Sending' AND " + LOST,
                String.class,
                values.toArray());
    }

    /** How many wait or are under way. */
    long open() {
        Long count = jdbc.queryForObject(
                "SELECT COUNT(*) FROM tel_webhook_delivery WHERE state IN ('Pending', 'Sending')", Long.class);
        return count == null ? 0 : count;
    }
}
