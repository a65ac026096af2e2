package com.dartwing.tel.hub.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class RememberingPasswordEncoderTest {

    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final int CAPACITY = 50;

    private final Counting costly = new Counting();
    private final Watch watch = new Watch();
    private final RememberingPasswordEncoder encoder =
            new RememberingPasswordEncoder(costly, LIFETIME, CAPACITY, watch);

    @Test
    void checks_a_password_that_matched_only_once_in_its_lifetime() {
        assertThat(encoder.matches("secret", "hash of secret")).isTrue();
        assertThat(encoder.matches("secret", "hash of secret")).isTrue();
        assertThat(costly.checks).hasValue(1);

        watch.now = watch.now.plus(LIFETIME);

        assertThat(encoder.matches("secret", "hash of secret")).isTrue();
        assertThat(costly.checks).hasValue(2);
    }

    @Test
    void checks_a_wrong_password_each_time() {
        assertThat(encoder.matches("guess", "hash of secret")).isFalse();
        assertThat(encoder.matches("guess", "hash of secret")).isFalse();
        assertThat(costly.checks).hasValue(2);
    }

    @Test
    void forgets_when_the_stored_hash_changes() {
        assertThat(encoder.matches("secret", "hash of secret")).isTrue();

        assertThat(encoder.matches("secret", "hash of another")).isFalse();
    }

    @Test
    void remembers_no_more_than_its_capacity_and_lets_the_oldest_go() {
        assertThat(encoder.matches("first", "hash of first")).isTrue();
        for (int i = 0; i < CAPACITY; i++) {
            assertThat(encoder.matches("p" + i, "hash of p" + i)).isTrue();
        }
        int before = costly.checks.get();

        assertThat(encoder.matches("p1", "hash of p1")).isTrue();
        assertThat(costly.checks).hasValue(before);
        assertThat(encoder.matches("first", "hash of first")).isTrue();
        assertThat(costly.checks).hasValue(before + 1);
    }

    @Test
    void who_brings_the_same_at_the_same_moment_is_checked_once() throws Exception {
        costly.gate = new CountDownLatch(1);
        List<CompletableFuture<Boolean>> answers = new ArrayList<>();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            answers.add(answer);
            callers.add(new Thread(() -> answer.complete(encoder.matches("secret", "hash of secret"))));
        }
        callers.forEach(Thread::start);
        await().until(() -> callers.stream()
                .map(Thread::getState)
                .allMatch(state -> state == Thread.State.WAITING || state == Thread.State.BLOCKED));

        costly.gate.countDown();

        for (CompletableFuture<Boolean> answer : answers) {
            assertThat(answer.get(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(costly.checks).hasValue(1);
    }

    private static final class Counting implements PasswordEncoder {
        private final AtomicInteger checks = new AtomicInteger();
        private CountDownLatch gate = new CountDownLatch(0);

        @Override
        public String encode(CharSequence password) {
            return "hash of " + password;
        }

        @Override
        public boolean matches(CharSequence password, String stored) {
            checks.incrementAndGet();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return encode(password).equals(stored);
        }
    }

    private static final class Watch extends Clock {
        private Instant now = Instant.EPOCH.plus(Duration.ofDays(1));

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
