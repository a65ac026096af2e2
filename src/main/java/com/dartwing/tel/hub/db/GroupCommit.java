package com.dartwing.tel.hub.db;

import com.dartwing.tel.error.TelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what many callers hand over in one transaction: at once what comes alone, many together when several callers
 * come at a time. A group that fails is replayed one by one, so that only the guilty caller is refused.
 *
 * @param <T> what a caller hands over
 * @param <R> what it gets back once its transaction is committed
 */
public final class GroupCommit<T, R> implements AutoCloseable {

    /** Writes a group inside one transaction and answers one result for each item, in order. */
    @FunctionalInterface
    public interface Write<T, R> {
        List<R> apply(List<T> group);
    }

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int WAITING_AT_MOST = 20_000;
    private static final int GROUP_AT_MOST = 512;
    private static final int TRIES = 4;

    /** From the beginning of a commit to that of the next, while several callers come at a time, */
    private static final long PACE_NANOS = 4_000_000L;

    /** unless so many wait already. */
    private static final int ENOUGH = 8;

    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private record Waiting<T, R>(T item, CompletableFuture<R> done) {}

    private final String name;
    private final TransactionTemplate transaction;
    private final Write<T, R> write;
    private final Function<List<T>, Map<T, R>> readBack;
    private final Consumer<List<T>> doubt;
    private final BlockingQueue<Waiting<T, R>> queue = new ArrayBlockingQueue<>(WAITING_AT_MOST);
    private final Thread writer;
    /** Wakes the writer for the last time. */
    private final Waiting<T, R> end = new Waiting<>(null, new CompletableFuture<>());

    private volatile boolean open = true;

    /**
     * @param readBack finds which items an earlier transaction has written after all, for the case that the answer to
     *     a commit was lost; an empty map when none
     */
    public GroupCommit(
            String name, TransactionTemplate transaction, Write<T, R> write, Function<List<T>, Map<T, R>> readBack) {
        this(name, transaction, write, readBack, group -> {});
    }

    /**
     * @param readBack finds which items an earlier transaction has written after all, for the case that the answer to
     *     a commit was lost; an empty map when none
     * @param doubt hears of items that could not be read back either: they may be written although their callers are
     *     refused
     */
    public GroupCommit(
            String name,
            TransactionTemplate transaction,
            Write<T, R> write,
            Function<List<T>, Map<T, R>> readBack,
            Consumer<List<T>> doubt) {
        this.doubt = doubt;
        this.name = name;
        this.transaction = transaction;
        this.write = write;
        this.readBack = readBack;
        this.writer = new Thread(this::run, "commit-" + name);
        this.writer.setDaemon(true);
        this.writer.start();
    }

    /** How many callers wait. */
    public int waiting() {
        return queue.size();
    }

    /**
     * Hands an item over.
     *
     * @return completes after the commit, exceptionally when the item could not be written
     * @throws TelException.Unavailable at once when too many wait already
     */
    public CompletableFuture<R> submit(T item) {
        CompletableFuture<R> done = new CompletableFuture<>();
        if (!open || !queue.offer(new Waiting<>(item, done))) {
            throw new TelException.Unavailable("The hub cannot store more messages right now", COME_BACK);
        }
        return done;
    }

    private void run() {
        List<Waiting<T, R>> group = new ArrayList<>(GROUP_AT_MOST);
        long began = System.nanoTime() - PACE_NANOS;
        boolean isShared = false;
        while (open || !queue.isEmpty()) {
            try {
                group.add(queue.take());
                if (isShared || !queue.isEmpty()) {
                    gather(began + PACE_NANOS);
                }
                began = System.nanoTime();
                queue.drainTo(group, GROUP_AT_MOST - 1);
                isShared = group.size() > 1;
                group.remove(end);
                if (!group.isEmpty()) {
                    commit(group);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                LOG.error("Writer {} failed", name, e);
                group.forEach(waiting -> waiting.done().completeExceptionally(e));
            } finally {
                group.clear();
            }
        }
    }

    /** Waits for company: a commit of ten costs little more than that of one. */
    private void gather(long until) {
        if (queue.size() < ENOUGH) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }

    private void commit(List<Waiting<T, R>> group) {
        List<T> items = group.stream().map(Waiting::item).toList();
        for (int attempt = 1; ; attempt++) {
            try {
                List<R> results = transaction.execute(status -> write.apply(items));
                for (int i = 0; i < results.size(); i++) {
                    group.get(i).done().complete(results.get(i));
                }
                return;
            } catch (CannotCreateTransactionException e) {
                refuse(group, e);
                return;
            } catch (TransientDataAccessException e) {
                // A deadlock or a lock that took too long: the same group again, but not for ever.
                if (attempt >= TRIES) {
                    refuse(group, e);
                    return;
                }
            } catch (RuntimeException e) {
                replay(group, e);
                return;
            }
        }
    }

    private void replay(List<Waiting<T, R>> group, RuntimeException cause) {
        List<Waiting<T, R>> left = new ArrayList<>(group);
        if (isLostConnection(cause)) {
            // The commit may have happened although nobody told us.
            List<T> items = group.stream().map(Waiting::item).toList();
            Map<T, R> written;
            try {
                written = readBack.apply(items);
            } catch (RuntimeException e) {
                doubt.accept(items);
                refuse(group, e);
                return;
            }
            left.removeIf(waiting ->
                    written.containsKey(waiting.item()) && waiting.done().complete(written.get(waiting.item())));
        }
        if (group.size() == 1) {
            left.forEach(waiting -> waiting.done().completeExceptionally(cause));
            return;
        }
        LOG.debug("Writer {} replays {} items one by one", name, left.size(), cause);
        left.forEach(waiting -> commit(List.of(waiting)));
    }

    private static boolean isLostConnection(RuntimeException cause) {
        return StorageFault.isIn(cause) || cause instanceof org.springframework.transaction.TransactionSystemException;
    }

    private void refuse(List<Waiting<T, R>> group, RuntimeException cause) {
        LOG.warn("Writer {} cannot store {} items: {}", name, group.size(), cause.getMessage());
        group.forEach(waiting -> waiting.done().completeExceptionally(StorageFault.told()));
    }

    /** Waits for an item's commit in the caller's thread. */
    public static <R> R await(CompletableFuture<R> done) {
        try {
            return done.join();
        } catch (java.util.concurrent.CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Takes nothing more, writes what waits, and ends. */
    @Override
    public void close() {
        open = false;
        // A writer whose queue is full sees by itself that nothing more is taken.
        queue.offer(end);
        try {
            writer.join(Duration.ofSeconds(20).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
