package com.dartwing.tel.hub.webhook;

import com.dartwing.tel.hub.db.Sql;
import com.dartwing.tel.hub.webhook.DeliveryRows.Due;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings due deliveries from the table into the lanes: for each endpoint as many as its lane has places, so that the one
 * for which ten thousand wait hides nobody else's. Nodes share the work.
 */
@Component("claimDeliveries")
class ClaimDeliveries {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimDeliveries.class);
    private static final int MOST_EACH = 64;
    private static final int PURGED_AT_ONCE = 1_000;

    private final DeliveryRows rows;
    private final Lanes lanes;
    private final SettleDeliveries settle;
    private final Doubts doubts;
    private final DeliveryMeters meters;
    private final DeliveryProperties properties;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ClaimDeliveries(
            DeliveryRows rows,
            Lanes lanes,
            SettleDeliveries settle,
            Doubts doubts,
            DeliveryMeters meters,
            DeliveryProperties properties,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.lanes = lanes;
        this.settle = settle;
        this.doubts = doubts;
        this.meters = meters;
        this.properties = properties;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Claims what is due and has a place. */
    public void claim() {
        settle.again();
        doubts.giveBack();
        lanes.sweep();
        Instant now = clock.instant();
        Map<String, Integer> places = new LinkedHashMap<>();
        for (Due due : rows.due(now)) {
            int reserved = lanes.reserve(due.endpoint(), MOST_EACH);
            if (reserved > 0) {
                places.put(due.endpoint(), reserved);
            }
        }
        if (places.isEmpty()) {
            return;
        }
        Map<String, List<String>> claimed = new LinkedHashMap<>();
        List<Delivery> found;
        try {
            transaction.executeWithoutResult(status ->
                    places.forEach((endpoint, most) -> claimed.put(endpoint, rows.claim(endpoint, most, now))));
            found = rows.load(claimed.values().stream().flatMap(List::stream).toList());
        } catch (RuntimeException e) {
            // The claim may be written all the same.
            claimed.values().forEach(names -> doubts.add(names, now));
            places.forEach(lanes::claimed);
            throw e;
        }
        places.forEach((endpoint, most) ->
                lanes.claimed(endpoint, most - claimed.get(endpoint).size()));
        found.forEach(this::go);
    }

    private void go(Delivery delivery) {
        if (delivery.payload() == null || delivery.payload().equals("{}")) {
            lanes.release(delivery.endpoint());
            jdbc.update(
                    "UPDATE tel_webhook_delivery SET state = 'Canceled', owner = NULL, settled_at = ?,"
                            + " last_error = 'erased' WHERE name = ? AND state = 'Sending'",
                    Sql.utc(clock.instant()),
                    delivery.name());
            meters.count(DeliveryState.CANCELED.answer());
            return;
        }
        lanes.go(delivery);
    }

    /** Takes over what dead nodes had in hand. */
    public void takeOver() {
        int lost = rows.takeOver(transaction, clock.instant());
        if (lost > 0) {
            LOG.warn("Took over {} deliveries that were in hand for too long, or of nodes that died", lost);
        }
    }

    /** Forgets deliveries that are no longer listed, by the keys that own them. */
    public void purge() {
        Instant before = clock.instant().minus(properties.keptFor());
        List<String> keys = jdbc.queryForList("SELECT name FROM tel_api_key", String.class);
        for (String key : keys) {
            jdbc.update(
                    "DELETE FROM tel_webhook_delivery WHERE api_key = ? AND created_at < ?"
                            + " AND state IN ('Delivered', 'Dead', 'Disabled', 'Canceled') LIMIT " + PURGED_AT_ONCE,
                    key,
                    Sql.utc(before));
        }
    }
}
