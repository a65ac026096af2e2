package com.dartwing.tel.hub.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dartwing.camel.smpp.Address;
import com.dartwing.camel.smpp.CommandStatus;
import com.dartwing.camel.smpp.ShortMessage;
import com.dartwing.camel.smpp.SmppException;
import com.dartwing.tel.sms.SmsRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmppSubmitTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Address SOMEBODY = new Address(1, 1, "14155551234");

    private final SmppSubmit submit = new SmppSubmit(Clock.fixed(NOW, ZoneOffset.UTC));

    private SmsRequest request(Address source, Address destination, int priority, String schedule, String validity) {
        return submit.request(
                new ShortMessage(
                        "", source, destination, 0, 0, priority, schedule, validity, 0, 0, new byte[0], Map.of()),
                "Hello");
    }

    private SmsRequest from(Address source) {
        return request(source, SOMEBODY, 0, "", "");
    }

    private SmsRequest valid(String schedule, String validity) {
        return request(SOMEBODY, SOMEBODY, 0, schedule, validity);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 14155551234, +14155551234",
        "0, 14155551234, +14155551234",
        "0, +14155551234, +14155551234",
        "1, " + "+14155551234, +14155551234",
        "2, 4155551234, 4155551234"
    })
    void a_destination_is_international_unless_it_says_that_it_is_national(int ton, String text, String expected) {
        assertThat(request(SOMEBODY, new Address(ton, 1, text), 0, "", "").to()).isEqualTo(expected);
    }

    @Test
    void a_source_is_a_number_a_sender_id_or_left_to_the_hub() {
        SmsRequest number = from(new Address(1, 1, "18005559999"));
        SmsRequest named = from(new Address(5, 0, "Acme"));
        SmsRequest none = from(new Address(0, 0, ""));

        assertThat(number.fromNumber()).isEqualTo("+18005559999");
        assertThat(number.senderId()).isNull();
        assertThat(named.senderId()).isEqualTo("Acme");
        assertThat(named.fromNumber()).isNull();
        assertThat(none.fromNumber()).isNull();
        assertThat(none.senderId()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 3", "4, 3", "255, 3"})
    void a_priority_is_one_of_ours(int given, int expected) {
        assertThat(request(SOMEBODY, SOMEBODY, given, "", "").priority()).isEqualTo(expected);
    }

    @Test
    void a_priority_of_zero_is_the_usual_one() {
        assertThat(request(SOMEBODY, SOMEBODY, 0, "", "").priority()).isNull();
    }

    @Test
    void a_validity_counts_from_when_the_message_leaves() {
        assertThat(valid("", "").validitySeconds()).isNull();
        assertThat(valid("", "000000010000000R").validitySeconds()).isEqualTo(3_600);
        assertThat(valid("000000010000000R", "000000020000000R").scheduledFor()).isEqualTo(NOW.plusSeconds(3_600));
        assertThat(valid("000000010000000R", "000000020000000R").validitySeconds())
                .isEqualTo(3_600);
    }

    @Test
    void a_validity_is_no_longer_than_three_days_and_no_shorter_than_a_minute() {
        assertThat(valid("", "000010000000000R").validitySeconds()).isEqualTo(259_200);
        assertThatThrownBy(() -> valid("", "000000000059000R"))
                .isInstanceOfSatisfying(SmppException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(CommandStatus.ESME_RINVEXPIRY));
    }
}
