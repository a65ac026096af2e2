package com.dartwing.tel.hub.webhook;

import java.util.Locale;

/** How far a delivery is. */
enum DeliveryState {
    /** Waits for its time. */
    PENDING,
    /** A node has it in hand. */
    SENDING,
    /** The consumer has heard. */
    DELIVERED,
    /** Given up after the last try. */
    DEAD,
    /** Not tried (any more), for its endpoint is disabled. */
    DISABLED,
    /** What it told has been erased. */
    CANCELED;

    /** As the table writes it, such as {@code Pending}. */
    String word() {
        return name().charAt(0) + answer().substring(1);
    }

    /** As answers and metrics write it. */
    String answer() {
        return name().toLowerCase(Locale.ROOT);
    }
}
