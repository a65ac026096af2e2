package com.dartwing.tel.hub.carrier.smpp;

import com.dartwing.tel.carrier.smpp.SmppSpec;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One bind that is kept: it is made, and made again whenever it is lost, with pauses that grow. */
final class Bind implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Bind.class);
    private static final long CLOSE_WITHIN_MS = 3_000;
    /** Threads of a session beyond its window: what comes in may wait for a commit while answers go on. */
    private static final int THREADS_BESIDE_WINDOW = 8;

    private final String name;
    private final Peer peer;
    private final SmppSpec spec;
    private final BindType type;
    private final int responseTimeoutMs;
    private final MessageReceiverListener receiver;
    private final Consumer<SMPPSession> onBound;
    private final Thread keeper;
    private volatile SMPPSession session;
    private volatile boolean closed;
    private boolean told;

    /** @param onBound hears of each session that stands */
    Bind(
            String name,
            Peer peer,
            SmppSpec spec,
            BindType type,
            int responseTimeoutMs,
            MessageReceiverListener receiver,
            Consumer<SMPPSession> onBound) {
        this.name = name;
        this.peer = peer;
        this.spec = spec;
        this.type = type;
        this.responseTimeoutMs = responseTimeoutMs;
        this.receiver = receiver;
        this.onBound = onBound;
        this.keeper = new Thread(this::keep, "smpp-" + name);
        keeper.setDaemon(true);
    }

    void open() {
        keeper.start();
    }

    boolean isBound() {
        SMPPSession current = session;
        return current != null && current.getSessionState().isBound();
    }

    private void keep() {
        long pause = spec.reconnectMs();
        while (!closed) {
            try {
                CountDownLatch lost = new CountDownLatch(1);
                SMPPSession fresh = bind(lost);
                pause = spec.reconnectMs();
                told = false;
                LOG.info("{} is bound", name);
                onBound.accept(fresh);
                lost.await();
                if (!closed) {
                    LOG.warn("{} has lost its bind", name);
                }
            } catch (IOException | RuntimeException e) {
                tell(e);
            } catch (InterruptedException e) {
                return;
            }
            try {
                // Up to a fifth more, so that not all nodes come back at the same moment.
                TimeUnit.MILLISECONDS.sleep(pause + ThreadLocalRandom.current().nextLong(pause / 5 + 1));
            } catch (InterruptedException e) {
                return;
            }
            pause = Math.min(pause * 2, SmppSpec.LONGEST_PAUSE_MS);
        }
    }

    /** A carrier that stays away is told once, not at each try. */
    private void tell(Exception e) {
        if (!told) {
            LOG.error("{} cannot bind to {}: {}; it is tried again and again", name, peer, e.getMessage());
            told = true;
        }
    }

    private SMPPSession bind(CountDownLatch lost) throws IOException {
        EndingSession fresh = new EndingSession(peer);
        fresh.setEnquireLinkTimer((int) TimeUnit.SECONDS.toMillis(spec.enquireLinkSeconds()));
        fresh.setTransactionTimer(responseTimeoutMs);
        fresh.setPduProcessorDegree(spec.window() + THREADS_BESIDE_WINDOW);
        fresh.setQueueCapacity(Math.max(100, 4 * spec.window()));
        fresh.setMessageReceiverListener(receiver);
        fresh.addSessionStateListener((now, before, source) -> {
            if (now == SessionState.CLOSED) {
                fresh.ended();
            }
            if (now == SessionState.CLOSED || now == SessionState.UNBOUND) {
                lost.countDown();
            }
        });
        session = fresh;
        fresh.connectAndBind(
                peer.host(),
                peer.port(),
                new BindParameter(
                        type,
                        peer.systemId(),
                        peer.password(),
                        spec.systemType(),
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        null,
                        InterfaceVersion.IF_34),
                peer.connectTimeoutMs());
        return fresh;
    }

    @Override
    public void close() {
        closed = true;
        keeper.interrupt();
        try {
            keeper.join(CLOSE_WITHIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        SMPPSession current = session;
        if (current != null) {
            current.unbindAndClose();
        }
    }
}
