package com.dartwing.tel.hub.webhook;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Deliveries of which this node does not know whether the table says that it has them in hand: the answer to a commit was
 * lost. Nobody would send them before their lease runs out, so they are given back as soon as the database answers again.
 */
@Component
class Doubts {

    private static final Logger LOG = LoggerFactory.getLogger(Doubts.class);

    /** What finds no place here waits for its lease. */
    private static final int MOST = 10_000;

    private final DeliveryRows rows;
    private final DeliveryProperties properties;
    private final Clock clock;
    private final Map<String, Instant> heldSince = new ConcurrentHashMap<>();

    Doubts(DeliveryRows rows, DeliveryProperties properties, Clock clock) {
        this.rows = rows;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Notes deliveries that this node has not in hand, whatever the table says.
     *
     * @param since when it wanted to take them; what it takes later is not meant
     */
    void add(Collection<String> names, Instant since) {
        for (String name : names) {
            if (heldSince.size() < MOST) {
                heldSince.put(name, since);
            }
        }
    }

    /** Lets them wait in the table. Those that it does not know are looked for again: their commit may be late. */
    void giveBack() {
        if (heldSince.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Map<Instant, List<String>> bySince = heldSince.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        bySince.forEach((since, names) -> {
            Set<String> known = rows.known(names);
            int given = rows.giveBack(names, since, now);
            if (given > 0) {
                LOG.info("Gave back {} deliveries whose commit was not answered", given);
            }
            boolean over = since.plus(properties.lease()).isBefore(now);
            names.stream().filter(name -> over || known.contains(name)).forEach(name -> heldSince.remove(name, since));
        });
    }
}
