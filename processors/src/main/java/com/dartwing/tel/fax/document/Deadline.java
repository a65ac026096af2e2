package com.dartwing.tel.fax.document;

import com.dartwing.tel.error.TelException.InvalidDocument;
import java.time.Duration;

/** A moment after which work on a document is given up. */
final class Deadline {

    private final String message;
    private final long at;

    private Deadline(String message, long at) {
        this.message = message;
        this.at = at;
    }

    static Deadline in(Duration limit, String message) {
        return new Deadline(message, System.nanoTime() + limit.toNanos());
    }

    void check() {
        if (System.nanoTime() - at > 0 || Thread.currentThread().isInterrupted()) {
            throw passed();
        }
    }

    InvalidDocument passed() {
        return new InvalidDocument(message);
    }

    long nanosLeft() {
        return Math.max(0, at - System.nanoTime());
    }
}
