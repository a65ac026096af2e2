package com.dartwing.tel.fax.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dartwing.tel.error.TelException.Unavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchdogTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final Watchdog watchdog = new Watchdog(1, 2);
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        end.countDown();
        callers.shutdownNow();
    }

    /** Ignores that its time is over. */
    private Boolean hang(Deadline deadline) {
        while (true) {
            try {
                return end.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                // As a decoder that looks at nothing.
            }
        }
    }

    @Test
    void the_next_document_waits_for_its_turn() throws Exception {
        var begun = new CountDownLatch(1);
        var isOver = new AtomicBoolean();
        Future<Boolean> first = callers.submit(() -> watchdog.run(LONG, "too long", deadline -> {
            begun.countDown();
            boolean ended = end.await(1, TimeUnit.MINUTES);
            isOver.set(true);
            return ended;
        }));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        Future<Boolean> second = callers.submit(() -> watchdog.run(LONG, "too long", deadline -> isOver.get()));
        assertThatThrownBy(() -> watchdog.run(SHORT, "too long", deadline -> true))
                .isInstanceOf(Unavailable.class);
        end.countDown();

        assertThat(first.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(second.get(30, TimeUnit.SECONDS)).as("the first was over").isTrue();
    }

    @Test
    void who_hangs_keeps_a_place_and_no_turn() {
        assertThatThrownBy(() -> watchdog.run(SHORT, "too long", this::hang)).hasMessage("too long");

        assertThat(watchdog.<Boolean>run(LONG, "too long", deadline -> true)).isTrue();
        assertThatThrownBy(() -> watchdog.run(SHORT, "too long", this::hang)).hasMessage("too long");
        assertThatThrownBy(() -> watchdog.run(SHORT, "too long", deadline -> true))
                .isInstanceOf(Unavailable.class);
    }
}
