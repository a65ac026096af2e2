package com.dartwing.tel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsTextTest {

    @ParameterizedTest
    @CsvSource({
        "a, 0, GSM_7, 0, 1",
        "a, 1, GSM_7, 1, 1",
        "a, 160, GSM_7, 160, 1",
        "a, 161, GSM_7, 161, 2",
        "a, 306, GSM_7, 306, 2",
        "a, 307, GSM_7, 307, 3",
        "a, 1600, GSM_7, 1600, 11",
        "€, 80, GSM_7, 160, 1",
        "€, 81, GSM_7, 162, 2",
        "€, 152, GSM_7, 304, 2",
        "€, 153, GSM_7, 306, 3", // 76 pairs and a septet left empty in each
        "ж, 70, UCS_2, 70, 1",
        "ж, 71, UCS_2, 71, 2",
        "ж, 134, UCS_2, 134, 2",
        "ж, 135, UCS_2, 135, 3",
        "😀, 35, UCS_2, 70, 1",
        "😀, 36, UCS_2, 72, 2",
        "😀, 66, UCS_2, 132, 2",
        "😀, 67, UCS_2, 134, 3", // 33 pairs and a unit left empty in each
    })
    void segmentsAreCountedAsTheyAreSplit(String text, int times, SmsEncoding encoding, int units, int segments) {
        SmsText sms = SmsText.of(text.repeat(times));

        assertThat(sms.encoding()).isEqualTo(encoding);
        assertThat(sms.characters()).isEqualTo(times);
        assertThat(sms.units()).isEqualTo(units);
        assertThat(sms.segments()).isEqualTo(segments);
        assertThat(sms.split()).hasSize(segments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "ñ", "£", "à", "Ç", "Ω", "@", "\n", "\r"})
    void theseCostOneSeptet(String character) {
        assertThat(SmsText.of(character))
                .extracting(SmsText::encoding, SmsText::units)
                .containsExactly(SmsEncoding.GSM_7, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"^", "{", "}", "\\", "[", "~", "]", "|", "€", "\f"})
    void charactersOfTheExtensionCostTwo(String character) {
        assertThat(SmsText.of(character))
                .extracting(SmsText::encoding, SmsText::units)
                .containsExactly(SmsEncoding.GSM_7, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ç", "`", "ê", "’", "\t", "\u00A0", "α", "ł", "\uD800"})
    void theseAreNotOfTheAlphabet(String character) {
        assertThat(SmsText.of("hello " + character).encoding()).isEqualTo(SmsEncoding.UCS_2);
    }

    @Test
    void aSegmentNeverEndsInsideAnEscape() {
        List<String> parts = SmsText.of("a".repeat(152) + "€" + "b".repeat(10)).split();

        assertThat(parts).containsExactly("a".repeat(152), "€" + "b".repeat(10));
    }

    @Test
    void aSegmentNeverEndsInsideASurrogatePair() {
        List<String> parts = SmsText.of("ж".repeat(66) + "😀" + "ж".repeat(5)).split();

        assertThat(parts).containsExactly("ж".repeat(66), "😀" + "ж".repeat(5));
    }

    @Test
    void whatLeavesIsWhatWasCounted() {
        assertThat(SmsText.of("a€").octets()).containsExactly(new byte[] {0x61, 0x1B, 0x65});
        assertThat(SmsText.of("ж").octets()).containsExactly(new byte[] {0x04, 0x36});
    }

    @Test
    void theBodyDoesNotReachALog() {
        assertThat(SmsText.of("my diagnosis")).hasToString("SmsText[GSM-7, 12 characters, 12 units, 1 segments]");
    }

    @Property
    void joinedSegmentsAreTheBody(@ForAll("texts") String body) {
        assertThat(String.join("", SmsText.of(body).split())).isEqualTo(body);
    }

    @Property
    void everySegmentIsWithinItsLimitAndFilledAsFarAsPossible(@ForAll("texts") String body) {
        SmsText sms = SmsText.of(body);
        List<String> parts = sms.split();

        assertThat(parts).hasSize(sms.segments());
        assertThat(parts.stream().mapToInt(part -> units(part, sms.encoding())).sum())
                .isEqualTo(sms.units());
        int limit = parts.size() == 1 ? sms.encoding().single() : sms.encoding().concatenated();
        for (int i = 0; i < parts.size(); i++) {
            assertThat(units(parts.get(i), sms.encoding())).isLessThanOrEqualTo(limit);
            if (i + 1 < parts.size()) {
                String more = parts.get(i) + Character.toString(parts.get(i + 1).codePointAt(0));
                assertThat(units(more, sms.encoding())).isGreaterThan(limit);
            }
        }
        if (parts.size() > 1) {
            assertThat(sms.units()).isGreaterThan(sms.encoding().single());
        }
    }

    @Property
    void octetsAreAsManyAsTheUnits(@ForAll("texts") String body) {
        SmsText sms = SmsText.of(body);
        int octets = sms.octets().stream().mapToInt(part -> part.length).sum();

        assertThat(octets).isEqualTo(sms.encoding() == SmsEncoding.GSM_7 ? sms.units() : 2 * sms.units());
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> gsm =
                Arbitraries.strings().withChars("abc é\nñ£€^{}[]~|\\Ω@").ofMaxLength(700);
        Arbitrary<String> any = Arbitraries.of("a", "é", "€", "ж", "漢", "😀", "👨‍👩‍👧", "[")
                .list()
                .ofMaxSize(300)
                .map(parts -> String.join("", parts));
        return Arbitraries.oneOf(gsm, any, Arbitraries.strings().ofMaxLength(300));
    }

    private static int units(String part, SmsEncoding encoding) {
        return encoding == SmsEncoding.UCS_2
                ? part.length()
                : part.chars().map(c -> Gsm0338.septets((char) c)).sum();
    }
}
