package com.dartwing.tel.hub.db;

import com.dartwing.tel.event.TelEvent;

/** Who hears of events by way of the broker. */
public interface Audience {

    /** Whether anybody does, or may, now. Asked in the transaction that writes the event. */
    boolean isThereFor(TelEvent event);
}
