package com.dartwing.tel.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.voice.CallEnd;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VoiceSpecTest {

    @Test
    void a_word_that_the_folder_does_not_know_means_that_the_call_failed() {
        VoiceSpec spec = new VoiceSpec(6, Map.of("user_busy", CallEnd.BUSY), null, null);

        assertThat(spec.end("user_busy")).isEqualTo(CallEnd.BUSY);
        assertThat(spec.end("gremlins")).isEqualTo(CallEnd.FAILED);
        assertThat(spec.end(null)).isEqualTo(CallEnd.FAILED);
    }

    @Test
    void a_carrier_that_says_nothing_counts_by_the_minute() {
        assertThat(VoiceSpec.DEFAULT.incrementSeconds()).isEqualTo(60);
    }
}
