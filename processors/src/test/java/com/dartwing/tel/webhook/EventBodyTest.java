package com.dartwing.tel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventBodyTest {

    private static final String URL = "https://hub.example/api";

    @Test
    void what_is_small_enough_leaves_byte_for_byte() {
        String payload = "{ \"event\":\"sms.received\", \"data\":{\"message_id\":\"SMS-1\",\"body\":\"ä\"}}";

        assertThat(EventBody.of(payload, URL)).isEqualTo(payload.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_is_too_large_keeps_ids_and_state_and_says_where_the_rest_is() {
        String payload = "{\"event\":\"sms.received\",\"webhook_id\":\"WH-1\",\"sequence\":1,\"data\":{\"message_id\":"
                + "\"SMS-1\",\"status\":\"received\",\"from\":\"+14155551234\",\"body\":\"" + "ä".repeat(10_000)
                + "\"}}";

        byte[] body = EventBody.of(payload, URL);

        assertThat(body).hasSizeLessThan(EventBody.LARGEST);
        JsonNode event = Json.read(new String(body, StandardCharsets.UTF_8));
        assertThat(event.path("webhook_id").asText()).isEqualTo("WH-1");
        assertThat(event.path("data").fieldNames())
                .toIterable()
                .containsExactly("message_id", "status", "truncated", "url");
        assertThat(event.path("data").path("url").asText()).isEqualTo(URL);
    }

    @ParameterizedTest
    @CsvSource({
        "*, sms.sent, true",
        "sms.*, sms.sent, true",
        "sms.*, batch.completed, false",
        "sms.sent, sms.sent, true",
        "sms.sent, sms.sent.more, false",
        "call.recording.*, call.recording.ready, true"
    })
    void a_filter_knows_names_and_their_beginnings(String pattern, String event, boolean wanted) {
        assertThat(new EventFilter(List.of(pattern)).matches(event)).isEqualTo(wanted);
        assertThat(EventFilter.isSound(pattern)).isTrue();
    }

    @Test
    void an_empty_filter_wants_all_and_nonsense_is_no_pattern() {
        assertThat(new EventFilter(List.of()).matches("fax.queued")).isTrue();
        assertThat(List.of("", "sms.", "*.sent", "SMS.sent", "sms.**", "sms sent"))
                .noneMatch(EventFilter::isSound);
    }
}
