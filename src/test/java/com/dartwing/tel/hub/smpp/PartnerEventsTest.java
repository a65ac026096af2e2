package com.dartwing.tel.hub.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.dartwing.tel.hub.TestEvents;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Which events a partner hears of by its bind. */
class PartnerEventsTest {

    private final PartnerAccounts accounts = mock(PartnerAccounts.class);
    private final PartnerEvents events =
            new PartnerEvents(accounts, mock(JdbcTemplate.class), mock(TransactionTemplate.class));

    @AfterEach
    void close() {
        events.close();
    }

    @ParameterizedTest
    @CsvSource({
        "sms.queued, smpp:1:acme, false",
        "sms.sent, smpp:1:acme, false",
        "sms.delivered, smpp:1:acme, true",
        "sms.failed, smpp:1:acme, true",
        "sms.delivered, smpp:2:acme, false",
        "sms.failed, smpp:2:acme, true",
        "sms.failed, smpp:3:acme, false",
        "sms.delivered, https://acme.example/hook, false",
        "sms.delivered, , false",
    })
    void of_its_messages_the_final_states_that_it_asked_for(String event, String target, boolean wanted) {
        assertThat(events.areWanted(TestEvents.of(event, "KEY-1", target))).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "sms.received, KEY-1, true",
        "sms.received, KEY-2, false",
        "sms.received, , false",
        "fax.received, KEY-1, false"
    })
    void what_comes_in_for_its_key(String event, String key, boolean wanted) {
        when(accounts.receiving("KEY-1")).thenReturn(Optional.of(mock(PartnerAccount.class)));

        assertThat(events.areWanted(TestEvents.of(event, key, null))).isEqualTo(wanted);
    }
}
