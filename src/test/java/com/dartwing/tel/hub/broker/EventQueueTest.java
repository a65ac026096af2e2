package com.dartwing.tel.hub.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventQueueTest {

    @ParameterizedTest
    @CsvSource({
        "#, sms.sent, true",
        "sms.*, sms.sent, true",
        "sms.*, batch.completed, false",
        "sms.*, sms.sent.twice, false",
        "*.completed, batch.completed, true",
        "sms.sent, smsXsent, false"
    })
    void hears_what_a_topic_exchange_would_bring_it(String key, String event, boolean hears) {
        assertThat(new EventQueue("q", List.of(key), null, "api", false).hears(event))
                .isEqualTo(hears);
    }
}
