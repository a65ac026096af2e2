package com.dartwing.tel.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallVerbTest {

    private final StrictJson json = new StrictJson(65_536);

    private <T> T read(String fields, Class<T> type) {
        String body = "{\"call_id\":\"CALL-2026-000001\"" + fields.replace('\'', '"') + "}";
        return json.read(body.getBytes(StandardCharsets.UTF_8), type);
    }

    @Test
    void keys_are_gathered_with_sane_bounds_when_none_are_said() {
        CallVerb.GatherDtmf gather = read("", CallVerb.GatherDtmf.class);

        assertThat(gather).isEqualTo(new CallVerb.GatherDtmf("CALL-2026-000001", 1, 128, 30, "#", null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ",'min_digits':5,'max_digits':4                                        | max_digits",
                ",'min_digits':0                                                       | min_digits",
                ",'timeout_seconds':121                                                | timeout_seconds",
                ",'terminator':'A'                                                     | terminator",
                ",'prompt_text':'Hello','prompt_audio_url':'https://example.com/a.mp3' | prompt_audio_url",
                ",'prompt_text':' '                                                    | prompt_text",
                ",'prompt_audio_url':'ftp://example.com/a.mp3'                         | prompt_audio_url",
            })
    void a_gathering_that_cannot_be_meant_is_refused(String fields, String field) {
        assertThatExceptionOfType(TelException.InvalidRequest.class)
                .isThrownBy(() -> read(fields, CallVerb.GatherDtmf.class))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"0", "101", "'often'", "1.5"})
    void a_sound_is_played_a_countable_number_of_times(String loop) {
        assertThatExceptionOfType(TelException.InvalidRequest.class)
                .isThrownBy(() -> read(",'audio_url':'https://example.com/a.mp3','loop':" + loop, CallVerb.Play.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"'1 2'", "''", "'E'"})
    void only_what_a_keypad_has_is_pressed(String digits) {
        assertThatExceptionOfType(TelException.InvalidRequest.class)
                .isThrownBy(() -> read(",'digits':" + digits, CallVerb.SendDtmf.class));
    }

    @Test
    void what_is_heard_moves_a_call_nowhere() {
        Instant now = Instant.parse("2026-11-27T10:00:00Z");
        CallState answered =
                CallState.INITIATING.after(new CallReport.Answered(), now).orElseThrow();

        assertThat(answered.after(new CallReport.Gathered("r", "1"), now)).isEmpty();
        assertThat(CallState.INITIATING.after(new CallReport.MachineDetected("r", "human"), now))
                .isEmpty();
    }
}
