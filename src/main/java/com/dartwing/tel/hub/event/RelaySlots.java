package com.dartwing.tel.hub.event;

import com.dartwing.tel.hub.db.Node;
import com.dartwing.tel.hub.db.Outbox;
import com.dartwing.tel.hub.db.Sql;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Shares the relay's work among nodes: each record belongs to a slot by the hash of its id, and each slot to one living
 * node. That two nodes relay the same slot for a moment does no harm but a repetition; nothing rests on it.
 */
@Component
public class RelaySlots {

    /** Slots without a gap between them, both ends included. */
    record Run(int first, int last) {}

    private static final String ALIVE = "SELECT name FROM tel_node WHERE alive_until >= ?";

    private final JdbcTemplate jdbc;
    private final Node node;
    private final Clock clock;
    private volatile List<Run> mine = List.of();

    public RelaySlots(JdbcTemplate jdbc, Node node, Clock clock) {
        this.jdbc = jdbc;
        this.node = node;
        this.clock = clock;
    }

    /** The slots of this node, in runs. */
    List<Run> mine() {
        return mine;
    }

    /** Takes this node's share: as many slots as each living node has, in their order. What is beyond it is let go. */
    void share() {
        Object now = Sql.utc(clock.instant());
        List<String> nodes = jdbc.queryForList(ALIVE + " ORDER BY name", String.class, now);
        int place = nodes.indexOf(node.name());
        if (place < 0) {
            mine = List.of();
            return;
        }
        int first = place * Outbox.SLOTS / nodes.size();
        int last = (place + 1) * Outbox.SLOTS / nodes.size() - 1;
        jdbc.update(
                "UPDATE tel_relay_slot SET owner = NULL WHERE owner = ? AND slot NOT BETWEEN ? AND ?",
                node.name(),
                first,
                last);
        jdbc.update(
                "UPDATE tel_relay_slot SET owner = ? WHERE slot BETWEEN ? AND ?"
                        + " AND (owner IS NULL OR owner NOT IN (" + ALIVE + "))",
                node.name(),
                first,
                last,
                now);
        mine = runs(jdbc.queryForList(
                "SELECT slot FROM tel_relay_slot WHERE owner = ? ORDER BY slot", Integer.class, node.name()));
    }

    static List<Run> runs(List<Integer> slots) {
        List<Run> runs = new ArrayList<>();
        for (int slot : slots) {
            int end = runs.size() - 1;
            if (end >= 0 && runs.get(end).last() == slot - 1) {
                runs.set(end, new Run(runs.get(end).first(), slot));
            } else {
                runs.add(new Run(slot, slot));
            }
        }
        return runs;
    }
}
