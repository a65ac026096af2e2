package com.dartwing.camel.smpp;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of binds that were refused: one of each second in full, the others by their number, however many come. */
final class RefusalLog {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicLong untold = new AtomicLong();

    void tell(BindRequest request, CommandStatus refusal) {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due < 0 || !next.compareAndSet(due, now + PAUSE)) {
            untold.incrementAndGet();
            return;
        }
        LOG.info("{} was refused: {}; {} more since the last line", request, refusal, untold.getAndSet(0));
    }
}
