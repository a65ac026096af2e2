package com.dartwing.tel.carrier.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.sms.SmsText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncomingTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"Hello @ you", "[€] {~} ^|\\", "äöüÄÖÜß ΔΦΓ", ""})
    void theDefaultAlphabetIsGsm(String text) {
        byte[] octets = SmsText.of(text).octets().get(0);

        assertThat(IncomingText.read(octets, (byte) 0)).isEqualTo(text);
        assertThat(IncomingText.read(octets, (byte) 0xF1)).isEqualTo(text);
    }

    @Test
    void otherAlphabetsAreReadAsTheyAreNamed() {
        assertThat(IncomingText.read("Привет".getBytes(StandardCharsets.UTF_16BE), (byte) 8))
                .isEqualTo("Привет");
        assertThat(IncomingText.read("Grüße".getBytes(StandardCharsets.ISO_8859_1), (byte) 3))
                .isEqualTo("Grüße");
        assertThat(IncomingText.read("Hi".getBytes(StandardCharsets.US_ASCII), (byte) 1))
                .isEqualTo("Hi");
    }

    @Test
    void anEscapeAtTheEndOrBeforeAnUnknownCodeIsNoFault() {
        assertThat(IncomingText.read(new byte[] {'a', 0x1B}, (byte) 0)).isEqualTo("a ");
        assertThat(IncomingText.read(new byte[] {0x1B, 'a'}, (byte) 0)).isEqualTo("a");
    }

    @Test
    void aHeaderIsParted() {
        assertThat(IncomingText.behindHeader(new byte[] {2, 1, 1, 'a'})).containsExactly('a');
        assertThat(IncomingText.behindHeader(new byte[] {9, 1})).isEmpty();
        assertThat(IncomingText.behindHeader(new byte[0])).isEmpty();
    }

    @Test
    void aPlaceIsReadFromAHeaderWhereverItStandsInIt() {
        assertThat(Place.inHeader(new byte[] {5, 0, 3, (byte) 200, 3, 2, 'a'})).contains(new Place(200, 3, 2));
        assertThat(Place.inHeader(new byte[] {6, 8, 4, 1, 2, 3, 1, 'a'})).contains(new Place(258, 3, 1));
        assertThat(Place.inHeader(new byte[] {9, 1, 2, 0, 0, 0, 3, 7, 2, 2})).contains(new Place(7, 2, 2));
        assertThat(Place.inHeader(new byte[] {5, 0, 3, 1, 1, 1})).isEmpty();
        assertThat(Place.inHeader(new byte[] {5, 0, 3, 1, 2, 3})).isEmpty();
        assertThat(Place.inHeader(new byte[] {5, 0, 3, 1})).isEmpty();
        assertThat(Place.inHeader(new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"+14155551234, 1, 1, 14155551234", "12345, 3, 0, 12345", "Dartwing, 5, 0, Dartwing"})
    void anAddressIsWrittenAndReadAgain(String party, byte ton, byte npi, String value) {
        SmppAddress address = SmppAddress.of(party);

        assertThat(address).isEqualTo(new SmppAddress(ton, npi, value));
        assertThat(address.party()).isEqualTo(party);
    }
}
