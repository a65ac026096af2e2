package com.dartwing.tel.hub.parts;

import com.dartwing.tel.hub.db.GroupCommit;
import com.dartwing.tel.hub.parts.PartTable.Kept;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BinaryOperator;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the parts of long messages until all are there, in the database alone: they may come to several nodes, in any
 * order, again, and before and behind a restart. Whoever brings the last one takes the message on, and then says
 * {@link #forget}; until then a part that comes again finds it complete.
 *
 * <p>A message begins with a row that is no part, number 0. Its lock makes nodes take turns: of two that bring the last two
 * parts at the same moment, one sees both.
 */
public final class GatherParts<O> implements AutoCloseable {

    private static final int BEGINNING = 0;

    private final PartTable<O> table;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final BinaryOperator<O> origins;
    private final GroupCommit<Part<O>, Gathered<O>> writer;

    /**
     * @param origins makes what is kept beside a part of its own origin and that of the message's first part, which is null
     *     for the first itself
     */
    public GatherParts(
            String name,
            PartTable<O> table,
            JdbcTemplate jdbc,
            Clock clock,
            TransactionTemplate transaction,
            BinaryOperator<O> origins) {
        this.table = table;
        this.jdbc = jdbc;
        this.clock = clock;
        this.origins = origins;
        this.writer = new GroupCommit<>(name, transaction, this::write, group -> Map.of());
    }

    /**
     * Keeps a part; the answer comes after the commit.
     *
     * @throws com.dartwing.tel.error.TelException.Unavailable when the storage cannot take it now
     */
    public CompletableFuture<Gathered<O>> add(Part<O> part) {
        return writer.submit(part);
    }

    private List<Gathered<O>> write(List<Part<O>> group) {
        Instant now = clock.instant();
        Map<String, TreeMap<Integer, Kept<O>>> known =
                read(group.stream().map(Part::message).distinct().toList());
        List<Kept<O>> fresh = new ArrayList<>();
        List<Boolean> again = new ArrayList<>(group.size());
        // One of those that came together completes the message; the others are answered as those that came before it.
        Map<String, Part<O>> last = new HashMap<>();
        for (Part<O> part : group) {
            TreeMap<Integer, Kept<O>> parts = known.computeIfAbsent(part.message(), any -> new TreeMap<>());
            if (!parts.containsKey(BEGINNING)) {
                O first = parts.isEmpty() ? null : parts.firstEntry().getValue().origin();
                fresh.add(keep(parts, part, BEGINNING, "", first, now));
            }
            again.add(parts.containsKey(part.number()));
            if (!parts.containsKey(part.number())) {
                O first = parts.get(BEGINNING).origin();
                fresh.add(keep(parts, part, part.number(), part.content(), first, now));
            }
            last.put(part.message(), part);
        }
        insert(fresh);
        List<Gathered<O>> gathered = new ArrayList<>(group.size());
        for (int i = 0; i < group.size(); i++) {
            Part<O> part = group.get(i);
            TreeMap<Integer, Kept<O>> parts = known.get(part.message());
            boolean complete = last.get(part.message()) == part && parts.size() - 1 == part.total();
            gathered.add(gathered(part.message(), parts.values(), complete, again.get(i)));
        }
        return gathered;
    }

    private Kept<O> keep(Map<Integer, Kept<O>> parts, Part<O> part, int number, String content, O first, Instant now) {
        Kept<O> kept = new Kept<>(part.message(), number, content, now, origins.apply(part.origin(), first));
        parts.put(number, kept);
        return kept;
    }

    private void insert(List<Kept<O>> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        try {
            table.insert(jdbc, fresh);
        } catch (DuplicateKeyException e) {
            throw new ConcurrencyFailureException("Another node has begun the same message", e);
        }
    }

    private Map<String, TreeMap<Integer, Kept<O>>> read(List<String> messages) {
        Map<String, TreeMap<Integer, Kept<O>>> known = new HashMap<>();
        table.lock(jdbc, messages).forEach(part -> known.computeIfAbsent(part.message(), any -> new TreeMap<>())
                .put(part.number(), part));
        return known;
    }

    private static <O> Gathered<O> gathered(String message, Collection<Kept<O>> kept, boolean complete, boolean again) {
        Kept<O> first = kept.iterator().next();
        Instant began = kept.stream().map(Kept::at).min(Instant::compareTo).orElseThrow();
        List<Kept<O>> parts =
                kept.stream().filter(part -> part.number() != BEGINNING).toList();
        return new Gathered<>(message, parts, first.origin(), began, complete, again);
    }

    /** Messages of which nothing has come since. */
    public List<String> silentSince(Instant before, int atMost) {
        return table.silentSince(jdbc, before, atMost);
    }

    /**
     * What is there of a message of which nothing has come since, locked when there is a transaction; nothing when another
     * node was faster, or one more part came.
     */
    public Optional<Gathered<O>> silent(String message, Instant before) {
        List<Kept<O>> kept = table.lock(jdbc, List.of(message));
        boolean silent =
                !kept.isEmpty() && kept.stream().allMatch(part -> part.at().isBefore(before));
        return silent ? Optional.of(gathered(message, kept, false, false)) : Optional.empty();
    }

    /** The message is somewhere else now, or refused: its sender may use the reference again. */
    public void forget(String message) {
        table.delete(jdbc, message);
    }

    @Override
    public void close() {
        writer.close();
    }
}
