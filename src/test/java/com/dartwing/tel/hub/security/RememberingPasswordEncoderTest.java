package com.dartwing.tel.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class RememberingPasswordEncoderTest {

    private final Counting costly = new Counting();
    private final Watch watch = new Watch();
    private final RememberingPasswordEncoder encoder = new RememberingPasswordEncoder(costly, watch);

    @Test
    void checks_a_password_that_matched_only_once_a_minute() {
        assertThat(encoder.matches("secret", "hash of secret")).isTrue();
        assertThat(encoder.matches("secret", "hash of secret")).isTrue();
        assertThat(costly.checks).isEqualTo(1);

        watch.now = watch.now.plus(RememberingPasswordEncoder.LIFETIME);

        assertThat(encoder.matches("secret", "hash of secret")).isTrue();
        assertThat(costly.checks).isEqualTo(2);
    }

    @Test
    void checks_a_wrong_password_each_time() {
        assertThat(encoder.matches("guess", "hash of secret")).isFalse();
        assertThat(encoder.matches("guess", "hash of secret")).isFalse();
        assertThat(costly.checks).isEqualTo(2);
    }

    @Test
    void forgets_when_the_stored_hash_changes() {
        assertThat(encoder.matches("secret", "hash of secret")).isTrue();

        assertThat(encoder.matches("secret", "hash of another")).isFalse();
    }

    @Test
    void remembers_no_more_than_its_capacity_and_lets_the_oldest_go() {
        assertThat(encoder.matches("first", "hash of first")).isTrue();
        for (int i = 0; i < RememberingPasswordEncoder.CAPACITY; i++) {
            assertThat(encoder.matches("p" + i, "hash of p" + i)).isTrue();
        }
        int before = costly.checks;

        assertThat(encoder.matches("p1", "hash of p1")).isTrue();
        assertThat(costly.checks).isEqualTo(before);
        assertThat(encoder.matches("first", "hash of first")).isTrue();
        assertThat(costly.checks).isEqualTo(before + 1);
    }

    private static final class Counting implements PasswordEncoder {
        private int checks;

        @Override
        public String encode(CharSequence password) {
            return "hash of " + password;
        }

        @Override
        public boolean matches(CharSequence password, String stored) {
            checks++;
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
