package com.dartwing.tel.hub.broker;

import com.dartwing.tel.event.TelEvent;

/** What the consumer of a queue wants to hear of, where the queue's keys let in more: {@code asks} in {@code routes/queues.yaml}. */
public interface Hearer {

    /** Asked in the transaction that writes the event, so it looks at memory alone. */
    boolean wants(TelEvent event);
}
