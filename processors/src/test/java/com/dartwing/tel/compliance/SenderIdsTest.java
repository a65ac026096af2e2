package com.dartwing.tel.compliance;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dartwing.tel.error.TelException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SenderIdsTest {

    private final SenderIds senderIds = SenderIds.packaged((senderId, country) ->
            senderId.equals("ACME") && !country.equals("SG") ? Optional.of("Acme") : Optional.empty());

    @Test
    void some_countries_know_numbers_only() {
        refused("ACME", "US", "Acme", "cannot be used for US");
    }

    @Test
    void some_want_the_name_on_record() {
        assertThatCode(() -> senderIds.check("ACME", "AE", "Acme")).doesNotThrowAnyException();
        refused("ACME", "SG", "Acme", "must be registered");
        refused("Other", "AE", "Acme", "must be registered");
    }

    @Test
    void elsewhere_any_name_will_do_that_is_not_anothers() {
        assertThatCode(() -> senderIds.check("Whatever", "DE", "Acme")).doesNotThrowAnyException();
        assertThatCode(() -> senderIds.check("ACME", "DE", "Acme")).doesNotThrowAnyException();
        refused("ACME", "DE", "Thief", "registered for another organisation");
        refused("ACME", "DE", null, "registered for another organisation");
    }

    private void refused(String senderId, String country, String organization, String why) {
        assertThatExceptionOfType(TelException.InvalidSender.class)
                .isThrownBy(() -> senderIds.check(senderId, country, organization))
                .withMessageContaining(why);
    }
}
