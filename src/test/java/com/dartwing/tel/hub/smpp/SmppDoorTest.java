package com.dartwing.tel.hub.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.dartwing.camel.smpp.BindRequest;
import com.dartwing.camel.smpp.Command;
import com.dartwing.camel.smpp.CommandStatus;
import com.dartwing.camel.smpp.Partner;
import com.dartwing.camel.smpp.SmppException;
import com.dartwing.tel.access.AdmitCaller;
import com.dartwing.tel.access.ApiKeys;
import com.dartwing.tel.hub.TestKeys;
import com.dartwing.tel.hub.security.LoginThrottle;
import com.dartwing.tel.sms.SmsAlphabet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCrypt;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

class SmppDoorTest {

    private static final String HERE = "203.0.113.7";
    private static final String PASSWORD = "a password of more than eight characters";
    private static final String HASH = BCrypt.hashpw(PASSWORD, BCrypt.gensalt(4));

    private final PartnerAccounts accounts = mock(PartnerAccounts.class);
    private final ApiKeys keys = mock(ApiKeys.class);
    private final Clock clock = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private final PasswordEncoder costly = spy(new BCryptPasswordEncoder(4));
    private final SmppDoor door = new SmppDoor(
            accounts,
            new PartnerPasswords(costly, clock),
            keys,
            new AdmitCaller(keys, String::equals, clock),
            new LoginThrottle(new SimpleMeterRegistry(), clock));

    SmppDoorTest() {
        when(accounts.find("acme")).thenReturn(Optional.of(account(List.of(HERE))));
        when(keys.byName("KEY-1")).thenReturn(Optional.of(TestKeys.allowing("sms.send")));
    }

    private static PartnerAccount account(List<String> addresses) {
        return account(addresses, HASH);
    }

    private static PartnerAccount account(List<String> addresses, String hash) {
        return new PartnerAccount("acme", hash, "KEY-1", addresses, 3, 20, SmsAlphabet.GSM, false, true, true);
    }

    private Partner bind(String systemId, String password, String address) {
        return door.admit(new BindRequest(Command.BIND_TRANSCEIVER, systemId, password, 0x34, address));
    }

    private void assertRefused(CommandStatus status, String systemId, String password, String address) {
        assertThatThrownBy(() -> bind(systemId, password, address))
                .isInstanceOfSatisfying(SmppException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(status));
    }

    @Test
    void an_account_is_let_in_by_its_password_with_its_own_bounds() {
        assertThat(bind("acme", PASSWORD, HERE)).isEqualTo(new Partner("acme", 3, 20));
    }

    @Test
    void who_does_not_exist_is_answered_as_who_does_not_know_the_password() {
        assertRefused(CommandStatus.ESME_RINVPASWD, "acme", "wrong", HERE);
        assertRefused(CommandStatus.ESME_RINVPASWD, "nobody", PASSWORD, HERE);
    }

    @Test
    void nobody_binds_from_an_address_that_is_not_listed() {
        assertRefused(CommandStatus.ESME_RBINDFAIL, "acme", PASSWORD, "203.0.113.8");

        when(accounts.find("acme")).thenReturn(Optional.of(account(List.of())));

        assertThat(bind("acme", PASSWORD, "203.0.113.8").name()).isEqualTo("acme");
    }

    @Test
    void an_account_whose_key_is_gone_is_not_let_in_and_not_kept() {
        when(keys.byName("KEY-1")).thenReturn(Optional.empty());

        assertRefused(CommandStatus.ESME_RBINDFAIL, "acme", PASSWORD, HERE);
        assertThat(door.isWelcome("acme")).isFalse();
    }

    @Test
    void a_partner_that_comes_back_costs_no_second_look_at_its_password() {
        bind("acme", PASSWORD, HERE);
        bind("acme", PASSWORD, HERE);

        verify(costly, times(1)).matches(any(), any());
        assertRefused(CommandStatus.ESME_RBINDFAIL, "acme", PASSWORD, "203.0.113.8");
        assertRefused(CommandStatus.ESME_RINVPASWD, "acme", "wrong", HERE);
    }

    @Test
    void a_password_that_was_changed_is_known_no_more() {
        bind("acme", PASSWORD, HERE);
        String changed = BCrypt.hashpw("another", BCrypt.gensalt(4));
        when(accounts.find("acme")).thenReturn(Optional.of(account(List.of(HERE), changed)));

        assertRefused(CommandStatus.ESME_RINVPASWD, "acme", PASSWORD, HERE);
    }

    @Test
    void who_guesses_is_throttled_in_the_end() {
        IntStream.range(0, 300).forEach(i -> assertRefused(CommandStatus.ESME_RINVPASWD, "acme", "wrong", HERE));

        assertRefused(CommandStatus.ESME_RTHROTTLED, "acme", "wrong", HERE);
    }
}
