package com.dartwing.tel.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.dartwing.tel.error.TelException.InvalidNumber;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {

    private final PhoneNumbers numbers = new PhoneNumbers();

    @ParameterizedTest
    @CsvSource({
        "+14155550100, US",
        "+14155551234, US",
        "+18005559999, US",
        "+18885550100, US",
        "+14165550100, CA",
        "+18765550100, JM",
        "+447700900123, GB",
        "+447400123456, GB",
        "+447911123456, GG",
        "+4915112345678, DE",
        "+33612345678, FR",
        "+34612345678, ES",
        "+525512345678, MX",
        "+77012345678, KZ",
        "+79161234567, RU",
        "+919876543210, IN",
        "+61412345678, AU",
        "+85251234567, HK",
        "+393331234567, IT",
    })
    void numbersKnowTheirCountry(String e164, String country) {
        PhoneNumber number = numbers.parse(e164, null, "to");

        assertThat(number.e164()).startsWith(e164.substring(0, 3));
        assertThat(number.country()).isEqualTo(country);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+1 415 555 1234", "+1-415-555-1234", "+1 (415) 555-1234", "  +1.415.555.1234 ", "+14155551234"})
    void whatPartsTheDigitsDoesNotMatter(String text) {
        assertThat(numbers.parse(text, null, "to").e164()).isEqualTo("+14155551234");
    }

    @ParameterizedTest
    @CsvSource({
        "(415) 555-1234,  US, +14155551234",
        "4155551234,      US, +14155551234",
        "1 415 555 1234,  US, +14155551234",
        "07700 900123,    GB, +447700900123",
        "0044 7700 900123, DE, +447700900123",
        "+447700900123,   US, +447700900123",
        "0151 12345678,   DE, +4915112345678",
    })
    void nationalFormsNeedADefaultCountry(String text, String country, String e164) {
        assertThat(numbers.parse(text, country, "to").e164()).isEqualTo(e164);
        if (!text.startsWith("+")) {
            assertThat(refusal(text, null)).hasMessage("to must be in E.164: + and the country code first");
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "+",
                "++14155551234",
                "+1415555123",
                "+490190",
                "+4928888888000000",
                // It would read as +44009999000, another name for the same recipient.
                "+4400009999000",
                "+141555512345",
                "+1800FLOWERS",
                "+1 800 FLOWERS",
                "1-800-FLOWERS",
                "+14155551234x12",
                "+14155551234;ext=1",
                "tel:+14155551234",
                "+1415+5551234",
                "+9991234567",
                "+999",
                "+19995550100",
                "+10005550100",
                "+1234",
                "911",
                "+911",
                "+٤٤٧٧٠٠٩٠٠١٢٣",
                "＋14155551234",
                "+1\u00A0415\u00A05551234",
                "+1415555123\n4",
                "+870773111632",
                "+80012345678",
                "+1                                  4155551234",
                "'; DROP TABLE numbers; --"
            })
    void whatIsNoNumberOfAKnownCountryIsRefused(String text) {
        assertThat(refusal(text, null).code()).isEqualTo("TEL-001");
    }

    @Test
    void aShortCodeIsNoNumberEvenWithADefaultCountry() {
        assertThat(refusal("911", "US").field()).isEqualTo("to");
        assertThat(refusal("55512", "US").field()).isEqualTo("to");
        assertThat(refusal("555-1234", "US").field()).isEqualTo("to");
    }

    @Test
    void anUnknownDefaultCountryIsNone() {
        assertThat(refusal("4155551234", "XX").code()).isEqualTo("TEL-001");
    }

    @Property
    void nothingElseIsThrownAndWhatIsTakenReadsAgainAsItself(
            @ForAll
                    @StringLength(max = 20)
                    @Chars({'+', '0', '1', '2', '4', '5', '7', '8', '9', ' ', '-', '(', ')', 'x'})
                    String text) {
        try {
            PhoneNumber number = numbers.parse(text, "US", "to");
            assertThat(numbers.parse(number.e164(), null, "to")).isEqualTo(number);
        } catch (InvalidNumber refused) {
            assertThat(refused.field()).isEqualTo("to");
        }
    }

    private InvalidNumber refusal(String text, String country) {
        InvalidNumber refusal = catchThrowableOfType(InvalidNumber.class, () -> numbers.parse(text, country, "to"));
        assertThat(refusal).as(text).isNotNull();
        return refusal;
    }
}
