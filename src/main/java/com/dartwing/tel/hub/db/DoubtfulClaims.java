package com.dartwing.tel.hub.db;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rows of a table of which this node does not know whether they name it as their owner: the answer to a commit was lost.
 * As long as this node lives nobody else would take them, so they are given back when the database answers again.
 *
 * <p>Whoever decides about a row holds its lock. So a row that can be locked has no undecided transaction behind it any
 * more; and a row that this node claims anew ceases to be doubtful before anybody could give it back.
 */
public final class DoubtfulClaims {

    private static final Logger LOG = LoggerFactory.getLogger(DoubtfulClaims.class);
    private static final int AT_ONCE = 500;

    /** By then every transaction is decided: what is not in the table was never written. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    /** One for each time that a row became doubtful, told apart by identity. */
    private static final class Doubt {

        private final Instant since;

        private Doubt(Instant since) {
            this.since = since;
        }
    }

    private final String table;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Node node;
    private final Clock clock;
    private final Map<String, Doubt> doubts = new ConcurrentHashMap<>();

    /** @param table its rows have a {@code name} and an {@code owner} */
    public DoubtfulClaims(String table, JdbcTemplate jdbc, TransactionTemplate transaction, Node node, Clock clock) {
        this.table = table;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.node = node;
        this.clock = clock;
    }

    /** Notes rows that this node has not in hand, whatever the table says. */
    public void add(Collection<String> names) {
        Doubt doubt = new Doubt(clock.instant());
        names.forEach(name -> doubts.put(name, doubt));
    }

    /**
     * Notes that this node takes a row, whose lock the current transaction holds. Until that has surely committed the row
     * is doubtful.
     */
    public void taking(String name) {
        doubts.remove(name);
        for (TransactionSynchronization other : TransactionSynchronizationManager.getSynchronizations()) {
            if (other instanceof Taking taking && taking.doubts == this) {
                taking.names.add(name);
                return;
            }
        }
        Taking taking = new Taking(this);
        taking.names.add(name);
        TransactionSynchronizationManager.registerSynchronization(taking);
    }

    private static final class Taking implements TransactionSynchronization {

        private final DoubtfulClaims doubts;
        private final List<String> names = new ArrayList<>();

        private Taking(DoubtfulClaims doubts) {
            this.doubts = doubts;
        }

        @Override
        public void afterCompletion(int status) {
            if (status != STATUS_COMMITTED) {
                doubts.add(names);
            }
        }
    }

    /**
     * Gives back what the table says that this node has in hand. Rows that somebody has locked are looked at the next
     * time, so that nobody waits here.
     *
     * @param giveBack gets such rows, in a transaction that has locked them
     */
    public void settle(Consumer<List<String>> giveBack) {
        if (doubts.isEmpty()) {
            return;
        }
        List<String> names = List.copyOf(doubts.keySet());
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            settle(names.subList(from, Math.min(from + AT_ONCE, names.size())), giveBack);
        }
        Instant old = clock.instant().minus(FORGOTTEN_AFTER);
        doubts.values().removeIf(doubt -> doubt.since.isBefore(old));
    }

    private void settle(List<String> names, Consumer<List<String>> giveBack) {
        Map<String, Doubt> decided = new ConcurrentHashMap<>();
        transaction.executeWithoutResult(status -> {
            List<String> ours = new ArrayList<>();
            jdbc.query(
                    "SELECT name, owner FROM " + table + " WHERE name IN (" + Sql.marks(names.size())
                            + ") FOR UPDATE SKIP LOCKED",
                    row -> {
                        String name = row.getString("name");
                        Doubt doubt = doubts.get(name);
                        if (doubt == null) {
                            return;
                        }
                        decided.put(name, doubt);
                        if (node.name().equals(row.getString("owner"))) {
                            ours.add(name);
                        }
                    },
                    names.toArray());
            if (!ours.isEmpty()) {
                giveBack.accept(ours);
                LOG.info("Gave back {} rows of {} whose commit was not answered", ours.size(), table);
            }
        });
        decided.forEach(doubts::remove);
    }
}
