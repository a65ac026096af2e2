package com.dartwing.tel.hub.carrier.smpp;

import com.dartwing.tel.carrier.Carrier;
import com.dartwing.tel.carrier.smpp.SmppSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsmpp.bean.BindType;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;

/**
 * The binds of one carrier. Each that stands lends as many slots as its window is wide; who sends takes one for its
 * message, so that all windows fill evenly and none is overrun.
 */
final class Binds implements AutoCloseable {

    private final List<Bind> senders = new ArrayList<>();
    private final List<Bind> receivers = new ArrayList<>();
    private final BlockingQueue<SMPPSession> slots = new LinkedBlockingQueue<>();

    Binds(Carrier carrier, Peer peer, MessageReceiverListener receiver) {
        SmppSpec spec = carrier.smpp();
        int timeout = carrier.limits().responseTimeoutMs();
        boolean both = spec.bind() == SmppSpec.Bind.TRANSCEIVER;
        for (int i = 1; i <= spec.binds(); i++) {
            senders.add(new Bind(
                    carrier.name() + "-" + i,
                    peer,
                    spec,
                    both ? BindType.BIND_TRX : BindType.BIND_TX,
                    timeout,
                    receiver,
                    session -> lend(session, spec.window())));
            if (!both) {
                receivers.add(new Bind(
                        carrier.name() + "-receiver-" + i,
                        peer,
                        spec,
                        BindType.BIND_RX,
                        timeout,
                        receiver,
                        session -> {}));
            }
        }
    }

    void open() {
        senders.forEach(Bind::open);
        receivers.forEach(Bind::open);
    }

    private void lend(SMPPSession session, int window) {
        slots.removeIf(slot -> !slot.getSessionState().isTransmittable());
        for (int i = 0; i < window; i++) {
            slots.add(session);
        }
    }

    /** How many binds that can send stand. */
    long bound() {
        return senders.stream().filter(Bind::isBound).count();
    }

    /**
     * Takes a slot of a bind that stands; slots of those that were lost are dropped.
     *
     * @return null when there is none within the time
     */
    SMPPSession take(long waitNanos) throws InterruptedException {
        long deadline = System.nanoTime() + waitNanos;
        while (bound() > 0) {
            SMPPSession slot = slots.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (slot == null || slot.getSessionState().isTransmittable()) {
                return slot;
            }
        }
        return null;
    }

    void giveBack(SMPPSession slot) {
        if (slot.getSessionState().isTransmittable()) {
            slots.add(slot);
        }
    }

    @Override
    public void close() {
        // At the same time: each says goodbye and waits for the answer.
        Stream.concat(senders.stream(), receivers.stream()).parallel().forEach(Bind::close);
    }
}
