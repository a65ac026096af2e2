package com.dartwing.tel.hub.event;

import com.rabbitmq.client.ConfirmListener;
import java.util.BitSet;
import java.util.concurrent.TimeoutException;

/** What the broker says about a group of messages that were published on one channel. */
final class Confirms implements ConfirmListener {

    private final BitSet open = new BitSet();
    private final BitSet refused = new BitSet();
    private long first;

    /** A group begins whose messages have the delivery tags from {@code tag} on. */
    synchronized void begin(long tag, int count) {
        first = tag;
        open.clear();
        refused.clear();
        open.set(0, count);
    }

    @Override
    public synchronized void handleAck(long tag, boolean multiple) {
        settle(tag, multiple);
    }

    @Override
    public synchronized void handleNack(long tag, boolean multiple) {
        int place = (int) (tag - first);
        for (int i = multiple ? open.nextSetBit(0) : place; i >= 0 && i <= place; i = open.nextSetBit(i + 1)) {
            refused.set(i);
        }
        settle(tag, multiple);
    }

    private void settle(long tag, boolean multiple) {
        int place = (int) (tag - first);
        if (place < 0) {
            return;
        }
        if (multiple) {
            open.clear(0, place + 1);
        } else {
            open.clear(place);
        }
        if (open.isEmpty()) {
            notifyAll();
        }
    }

    /**
     * Waits until the broker has spoken about each.
     *
     * @return the places, within the group, of those that it refused
     */
    synchronized BitSet await(long millis) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (!open.isEmpty()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new TimeoutException(open.cardinality() + " messages were not confirmed in time");
            }
            wait(left);
        }
        return (BitSet) refused.clone();
    }
}
