package com.dartwing.tel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dartwing.tel.ManualClock;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.limits.Limits;
import com.dartwing.tel.limits.SpendLimit;
import com.dartwing.tel.limits.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmitCallerTest {

    private static final String KEY = "tel_live_" + "ab".repeat(32);

    private static final String OLD = "tel_live_" + "0c".repeat(32);

    private final ManualClock clock = new ManualClock("2026-03-01T00:00:00Z");

    private AdmitCaller admit(ApiKey.Status status, List<String> addresses) {
        ApiKey key = new ApiKey(
                "KEY-1",
                KEY.substring(0, ApiKey.PREFIX_LENGTH),
                AdmitCaller.hashOf(KEY),
                new ApiKey.Previous(
                        OLD.substring(0, ApiKey.PREFIX_LENGTH),
                        AdmitCaller.hashOf(OLD),
                        clock.instant().plus(Duration.ofHours(24))),
                "m",
                "o",
                status,
                Set.of("sms.send"),
                Limits.of(Tier.UNLIMITED, null),
                SpendLimit.NONE,
                addresses,
                null,
                null,
                null,
                null);
        return new AdmitCaller(
                new ApiKeys() {
                    @Override
                    public Optional<ApiKey> byPrefix(String prefix) {
                        return Optional.of(key);
                    }

                    @Override
                    public Optional<ApiKey> byName(String name) {
                        return Optional.of(key);
                    }
                },
                String::equals,
                clock);
    }

    @Test
    void the_bearer_of_an_active_key_is_let_in() {
        assertThat(admit(ApiKey.Status.ACTIVE, List.of())
                        .admit("Bearer " + KEY, "192.0.2.1", "sms.send")
                        .name())
                .isEqualTo("KEY-1");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic abc", "Bearer", "Bearer tel_live_short", "Bearer nonsense"})
    void whoever_has_no_key_is_not(String authorization) {
        AdmitCaller door = admit(ApiKey.Status.ACTIVE, List.of());

        assertThatExceptionOfType(TelException.InvalidApiKey.class)
                .isThrownBy(() -> door.admit(authorization, "192.0.2.1", "sms.send"));
    }

    @Test
    void the_secret_before_the_rotation_is_let_in_for_its_grace_and_not_a_moment_longer() {
        AdmitCaller door = admit(ApiKey.Status.ACTIVE, List.of());

        assertThat(door.admit("Bearer " + OLD, "192.0.2.1", "sms.send").name()).isEqualTo("KEY-1");

        clock.advance(Duration.ofHours(24));

        assertThatExceptionOfType(TelException.InvalidApiKey.class)
                .isThrownBy(() -> door.admit("Bearer " + OLD, "192.0.2.1", "sms.send"));
        assertThat(door.admit("Bearer " + KEY, "192.0.2.1", "sms.send").name()).isEqualTo("KEY-1");
    }

    @Test
    void a_new_secret_is_of_the_contracts_form_and_does_not_tell_itself() {
        KeySecret secret = KeySecret.generate();

        assertThat(secret.text()).matches("tel_live_[0-9a-f]{64}").startsWith(secret.prefix());
        assertThat(secret.prefix()).hasSize(ApiKey.PREFIX_LENGTH);
        assertThat(secret.toString()).doesNotContain(secret.text());
    }

    @Test
    void a_key_of_the_same_prefix_and_other_digits_is_not() {
        AdmitCaller door = admit(ApiKey.Status.ACTIVE, List.of());

        assertThatExceptionOfType(TelException.InvalidApiKey.class)
                .isThrownBy(() -> door.admit("Bearer " + KEY.replaceAll("ab$", "ac"), "192.0.2.1", "sms.send"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUSPENDED", "REVOKED"})
    void a_key_that_is_no_longer_active_is_not(ApiKey.Status status) {
        AdmitCaller door = admit(status, List.of());

        assertThatExceptionOfType(TelException.InvalidApiKey.class)
                .isThrownBy(() -> door.admit("Bearer " + KEY, "192.0.2.1", "sms.send"));
    }

    @Test
    void a_permission_that_was_not_granted_and_an_address_that_was_not_listed_are_refused() {
        assertThatExceptionOfType(TelException.PermissionDenied.class)
                .isThrownBy(
                        () -> admit(ApiKey.Status.ACTIVE, List.of()).admit("Bearer " + KEY, "192.0.2.1", "fax.send"));
        assertThatExceptionOfType(TelException.PermissionDenied.class)
                .isThrownBy(() -> admit(ApiKey.Status.ACTIVE, List.of("192.0.2.9"))
                        .admit("Bearer " + KEY, "192.0.2.1", "sms.send"));
    }
}
