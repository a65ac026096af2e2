package com.dartwing.tel.fax.document;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.error.TelException.InvalidDocument;
import com.dartwing.tel.error.TelException.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs work on strangers' documents on a thread of its own, in turn, and gives up on it when its time is over. Such a thread
 * is interrupted and keeps its place until it really ends, so that documents made to hang cannot fill the machine, but not
 * its turn: the next document need not wait for it. Who waits for a turn or a place as long as the work may take is told to
 * come back.
 */
final class Watchdog {

    private static final int STACK_BYTES = 4 << 20;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final Semaphore turns;
    private final Semaphore places;

    Watchdog(int turns, int places) {
        this.turns = new Semaphore(turns, true);
        this.places = new Semaphore(places);
    }

    /** Half of the machine at most works on documents, the other half answers those who want anything else. */
    static Watchdog ofThisMachine() {
        int processors = Runtime.getRuntime().availableProcessors();
        return new Watchdog(Math.max(1, processors / 2), 2 * processors);
    }

    /** Work that looks at its deadline now and then. */
    interface Work<T> {
        T by(Deadline deadline) throws Exception;
    }

    /**
     * The result of the work, or its {@link TelException}; what else goes wrong is a document that cannot be read.
     *
     * @param limit for the work, from when its turn has come
     * @param tooLong what is said when it takes longer
     */
    <T> T run(Duration limit, String tooLong, Work<T> work) {
        acquire(turns, limit);
        try {
            acquire(places, limit);
            return runNow(Deadline.in(limit, tooLong), work);
        } finally {
            turns.release();
        }
    }

    private static void acquire(Semaphore permits, Duration patience) {
        try {
            if (!permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Unavailable("Too many documents are being worked on", RETRY_AFTER);
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private <T> T runNow(Deadline deadline, Work<T> work) {
        var task = new FutureTask<>(() -> work.by(deadline));
        var thread = new Thread(null, () -> runIn(task), "fax-document", STACK_BYTES);
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (Throwable e) {
            places.release();
            throw e;
        }
        try {
            return task.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw deadline.passed();
        } catch (InterruptedException e) {
            thread.interrupt();
            throw interrupted();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private void runIn(FutureTask<?> task) {
        try {
            task.run();
        } finally {
            places.release();
        }
    }

    private static RuntimeException interrupted() {
        Thread.currentThread().interrupt();
        return new Unavailable("The hub is stopping", RETRY_AFTER);
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof TelException tel) {
            return tel;
        }
        if (cause instanceof StackOverflowError) {
            return new InvalidDocument("The document is nested too deeply");
        }
        if (cause instanceof OutOfMemoryError) {
            return new InvalidDocument("The document needs too much memory");
        }
        if (cause instanceof DiskFailure disk) {
            return new UncheckedIOException((IOException) disk.getCause());
        }
        var unreadable = new InvalidDocument("The document is damaged and cannot be read");
        unreadable.initCause(cause);
        return unreadable;
    }

    /** Our own files failed, not the caller's. */
    static final class DiskFailure extends RuntimeException {
        DiskFailure(IOException cause) {
            super(cause);
        }
    }
}
