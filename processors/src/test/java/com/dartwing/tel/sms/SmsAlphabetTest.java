package com.dartwing.tel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsAlphabetTest {

    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @ParameterizedTest
    @CsvSource({"0,GSM", "1,LATIN_1", "3,LATIN_1", "4,LATIN_1", "8,UCS_2", "240,GSM", "243,GSM", "244,LATIN_1"})
    void a_data_coding_names_an_alphabet(int coding, SmsAlphabet alphabet) {
        assertThat(SmsAlphabet.of(coding, SmsAlphabet.GSM)).contains(alphabet);
    }

    @ParameterizedTest
    @CsvSource({"5", "9", "10", "14", "192", "239"})
    void what_nobody_can_read_is_none(int coding) {
        assertThat(SmsAlphabet.of(coding, SmsAlphabet.GSM)).isEmpty();
    }

    @Test
    void the_gsm_alphabet_is_read_with_its_extension() {
        assertThat(SmsAlphabet.GSM.decode(octets("00021B65115F7F1B28"))).isEqualTo("@$€_§à{");
    }

    @Test
    void packed_septets_are_unpacked() {
        // The example that everybody knows.
        byte[] octets = octets("C8329BFD065DDF72363904");

        assertThat(SmsAlphabet.GSM_PACKED.decode(SmsAlphabet.GSM_PACKED.unpacked(octets, 0)))
                .isEqualTo("Hello World!");
    }

    @Test
    void eight_packed_septets_are_eight_characters_and_seven_are_seven() {
        assertThat(SmsAlphabet.GSM_PACKED.decode(SmsAlphabet.GSM_PACKED.unpacked(octets("31D98C56B3DD70"), 0)))
                .isEqualTo("12345678");
        assertThat(SmsAlphabet.GSM_PACKED.decode(SmsAlphabet.GSM_PACKED.unpacked(octets("31D98C56B3DD00"), 0)))
                .isEqualTo("1234567");
    }

    @Test
    void packed_septets_after_a_header_begin_at_their_border() {
        // Six octets of header are 48 bits: one bit is left until the seventh septet begins.
        byte[] octets = octets("9065");

        assertThat(SmsAlphabet.GSM_PACKED.decode(SmsAlphabet.GSM_PACKED.unpacked(octets, 6)))
                .startsWith("H");
    }

    @Test
    void other_texts_are_what_their_octets_say() {
        assertThat(SmsAlphabet.LATIN_1.decode("Grüße".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("Grüße");
        assertThat(SmsAlphabet.UCS_2.decode("Привет 👋".getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo("Привет 👋");
    }
}
