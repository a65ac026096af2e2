package com.dartwing.tel.hub.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.hub.voice.WaitingCarrier.Waiting;
import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingCarrierTest {

    private static final JsonNode EVENT = Json.read("{\"event\":\"answer\",\"callId\":\"c-1\",\"parent\":\"c-2\"}");

    private final WaitingCarrier carrier = new WaitingCarrier();

    @ParameterizedTest
    @CsvSource({"c-1, true", "c-2, true", "c-3, false"})
    void it_hears_what_is_for_the_call_that_it_waits_about(String call, boolean hears) {
        JsonNode words = Json.read("{\"call\":\"" + call + "\",\"words\":\"<Hangup/>\"}");

        assertThat(carrier.hears(new Waiting(), EVENT, words)).isEqualTo(hears);
        assertThat(carrier.hears(null, EVENT, words)).isFalse();
    }
}
