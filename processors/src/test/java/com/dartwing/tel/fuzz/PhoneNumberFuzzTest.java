package com.dartwing.tel.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.numbers.PhoneNumber;
import com.dartwing.tel.numbers.PhoneNumbers;

class PhoneNumberFuzzTest {

    private static final String[] COUNTRIES = {null, "US", "GB", "DE", "IT", "AR", "ZZ"};

    private final PhoneNumbers numbers = new PhoneNumbers();

    @FuzzTest
    void aTextIsANumberThatReadsAsItselfOrIsRefused(FuzzedDataProvider data) {
        String country = data.pickValue(COUNTRIES);
        String text = data.consumeRemainingAsString();
        try {
            PhoneNumber number = numbers.parse(text, country, "to");
            assertThat(number.e164()).matches("\\+\\d{7,15}");
            assertThat(number.country()).matches("[A-Z]{2}");
            assertThat(numbers.parse(number.e164(), null, "to")).isEqualTo(number);
            String area = PhoneNumbers.areaOf(number.e164());
            assertThat(area == null || number.e164().startsWith(area)).isTrue();
        } catch (TelException.InvalidNumber refusal) {
            assertThat(refusal.getMessage()).startsWith("to ");
        }
    }
}
