package com.dartwing.tel.hub.smpp;

import com.dartwing.tel.hub.sms.Recorded;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Partners' messages that are recorded and not on their way yet. They leave at once; but while accepting has precedence one
 * leaves for every few that come, so that a burst is taken as fast as it can be stored, and is sent behind it. What waits
 * here is nobody's in the table until it leaves. When the queue is full a message is answered as another leaves, and then
 * sending is not second any more: windows hold their partners back.
 */
final class PartnerQueue {

    /** Of a burst, one leaves for so many that come, */
    static final int ONE_OF = 4;

    /** and so many at a time: each commit costs, and they share theirs. */
    static final int TOGETHER = 32;

    private final Consumer<Recorded> send;
    private final Executor threads;
    private final BooleanSupplier precedence;
    private final int sendersAtMost;
    private final int holds;
    private final Queue<Recorded> waiting = new ArrayDeque<>();
    private final Queue<Runnable> unanswered = new ArrayDeque<>();
    private int senders;
    private int came;
    private int allowed;
    private boolean acceptingFirst;
    private boolean closed;

    /**
     * @param send sends a message, and returns when it is settled
     * @param precedence whether accepting has it, as of now
     * @param sendersAtMost messages that are on their way at a time
     * @param holds messages that wait before partners are held back
     */
    PartnerQueue(Consumer<Recorded> send, Executor threads, BooleanSupplier precedence, int sendersAtMost, int holds) {
        this.send = send;
        this.threads = threads;
        this.precedence = precedence;
        this.sendersAtMost = sendersAtMost;
        this.holds = holds;
    }

    /** Whether a message that comes now is to wait, and to be nobody's as long as it does. */
    synchronized boolean makesWait() {
        return closed || acceptingFirst || !waiting.isEmpty() || senders >= sendersAtMost;
    }

    /** Takes a recorded message; completes when its partner may be answered. */
    CompletionStage<Recorded> add(Recorded recorded) {
        if (recorded.isInHand()) {
            leave(recorded);
        } else if (recorded.isDue()) {
            return put(recorded);
        }
        return CompletableFuture.completedFuture(recorded);
    }

    /** Nobody else sends it: it does not wait, though others may have come meanwhile. */
    private void leave(Recorded recorded) {
        synchronized (this) {
            senders++;
        }
        threads.execute(() -> {
            send.accept(recorded);
            work();
        });
    }

    private CompletionStage<Recorded> put(Recorded recorded) {
        CompletableFuture<Recorded> answer = new CompletableFuture<>();
        boolean full;
        int more;
        synchronized (this) {
            waiting.add(recorded);
            full = waiting.size() > holds && !closed;
            if (full) {
                unanswered.add(() -> answer.complete(recorded));
            }
            boolean some = ++came % (ONE_OF * TOGETHER) == 0;
            if (some) {
                allowed += TOGETHER;
            }
            more = isSecond() ? some ? TOGETHER : 0 : 1;
        }
        if (!full) {
            answer.complete(recorded);
        }
        start(more);
        return answer;
    }

    /** Looks who has precedence from now on. */
    void look() {
        boolean first = precedence.getAsBoolean();
        int mayLeave;
        synchronized (this) {
            acceptingFirst = first;
            allowed = 0;
            mayLeave = isSecond() ? 0 : waiting.size();
        }
        start(mayLeave);
    }

    private void start(int wanted) {
        int more;
        synchronized (this) {
            more = mayLeave() ? Math.max(0, Math.min(wanted, sendersAtMost - senders)) : 0;
            senders += more;
        }
        for (int i = 0; i < more; i++) {
            threads.execute(this::work);
        }
    }

    private boolean mayLeave() {
        return !closed && !waiting.isEmpty() && (!isSecond() || allowed > 0);
    }

    /** Whether sending stands back: not while partners wait for it. */
    private boolean isSecond() {
        return acceptingFirst && unanswered.isEmpty();
    }

    private void work() {
        for (Recorded next = next(); next != null; next = next()) {
            send.accept(next);
        }
    }

    private Recorded next() {
        Recorded next;
        Runnable room;
        synchronized (this) {
            if (!mayLeave()) {
                senders--;
                return null;
            }
            allowed = Math.max(0, allowed - 1);
            next = waiting.poll();
            room = unanswered.poll();
        }
        if (room != null) {
            room.run();
        }
        return next;
    }

    /** Lets nothing leave any more that waits; partners are answered. */
    synchronized void close() {
        closed = true;
        unanswered.forEach(Runnable::run);
        unanswered.clear();
    }

    synchronized int size() {
        return waiting.size();
    }
}
