package com.dartwing.tel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SmsStatusTest {

    @ParameterizedTest
    @CsvSource({
        "QUEUED, SENT, true",
        "QUEUED, DELIVERED, true",
        "HELD, DELIVERED, true",
        "SENT, DELIVERED, true",
        "SENT, UNDELIVERED, true",
        "SENT, SENT, false",
        "UNDELIVERED, DELIVERED, true",
        "FAILED, DELIVERED, true",
        "FAILED, UNDELIVERED, false",
        "UNDELIVERED, SENT, false",
        "DELIVERED, UNDELIVERED, false",
        "DELIVERED, FAILED, false",
    })
    void a_report_moves_a_message_forward_and_never_back(SmsStatus current, SmsStatus reported, boolean moves) {
        assertThat(current.givesWayTo(reported)).isEqualTo(moves);
    }

    @ParameterizedTest
    @EnumSource(SmsStatus.class)
    void delivered_gives_way_to_nothing(SmsStatus reported) {
        assertThat(SmsStatus.DELIVERED.givesWayTo(reported)).isFalse();
    }

    @Test
    void words_are_the_record_types_and_answers_are_snake_case() {
        assertThat(SmsStatus.ofWord("Undelivered").answer()).isEqualTo("undelivered");
    }
}
