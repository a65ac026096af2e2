package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.hub.db.Sql;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets settled deliveries go once more, with the same ids: whoever remembers those handles nothing twice. */
@Component
class ReplayDeliveries {

    /** What one call replays at most; the next call finds the rest. */
    static final int MOST = 10_000;

    private static final String DONE = "state IN ('Delivered', 'Dead', 'Disabled')";
    private static final String NOT_HEARD = "state IN ('Dead', 'Disabled')";
    private static final int PORTION = 500;

    private record Row(String name, String endpoint) {}

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final WebhookOwners owners;
    private final EndpointHealth health;
    private final Clock clock;

    ReplayDeliveries(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            WebhookOwners owners,
            EndpointHealth health,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.owners = owners;
        this.health = health;
        this.clock = clock;
    }

    /**
     * One delivery.
     *
     * @throws TelException.NotFound when the key has no such delivery
     * @throws TelException.Conflict when it is not settled, tells nothing any more, or its endpoint is disabled
     */
    void one(String apiKey, String name) {
        List<Row> found = rows("api_key = ? AND name = ?", List.of(apiKey, name), 1);
        if (found.isEmpty()) {
            throw DeliveryView.unknown();
        }
        if (disabled(apiKey).contains(found.get(0).endpoint())) {
            throw new TelException.Conflict("Its endpoint is disabled: enable it first");
        }
        if (again(found) == 0) {
            throw new TelException.Conflict("The delivery is under way, or what it told is erased");
        }
    }

    /**
     * All that the filter means; without a state those that nobody heard of. Endpoints that are disabled are passed over.
     *
     * @return how many; {@link #MOST} when there may be more
     */
    int all(DeliveryFilter filter) {
        String state = filter.state() == null ? " AND " + NOT_HEARD : " AND " + DONE;
        Set<String> disabled = disabled(filter.apiKey());
        List<Row> found = rows(filter.condition() + state, filter.values(), MOST).stream()
                .filter(row -> !disabled.contains(row.endpoint()))
                .toList();
        int replayed = 0;
        for (int from = 0; from < found.size(); from += PORTION) {
            replayed += again(found.subList(from, Math.min(found.size(), from + PORTION)));
        }
        return replayed;
    }

    private Set<String> disabled(String apiKey) {
        return owners.troubles(apiKey).stream()
                .filter(health::isDisabled)
                .map(EndpointHealth.Trouble::endpoint)
                .collect(Collectors.toSet());
    }

    private List<Row> rows(String condition, List<Object> values, int most) {
        List<Object> all = new ArrayList<>(values);
        all.add(most);
        return jdbc.query(
                "SELECT name, endpoint FROM tel_webhook_delivery WHERE " + condition + " AND event <> '"
                        + TestEvent.NAME + "' ORDER BY api_key, created_at, name LIMIT ?",
                (row, n) -> new Row(row.getString(1), row.getString(2)),
                all.toArray());
    }

    private int again(List<Row> rows) {
        List<Object> values = new ArrayList<>();
        values.add(Sql.utc(clock.instant()));
        rows.forEach(row -> values.add(row.name()));
        Integer updated = transaction.execute(status -> jdbc.update(
                "UPDATE tel_webhook_delivery SET state = 'Pending', tries = 0, next_attempt_at = ?, settled_at = NULL"
                        + " WHERE " + DONE + " AND name IN (" + Sql.marks(rows.size()) + ")",
                values.toArray()));
        return updated == null ? 0 : updated;
    }
}
