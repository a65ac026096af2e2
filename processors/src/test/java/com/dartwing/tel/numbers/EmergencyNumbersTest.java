package com.dartwing.tel.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class EmergencyNumbersTest {

    @ParameterizedTest
    @ValueSource(strings = {"911", "933", "112", "999", " 911 "})
    void help_has_these_numbers(String number) {
        assertThat(EmergencyNumbers.isOne(number)).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"+911", "9111", "0911", "+14155550911", "411"})
    void others_are_not_help(String number) {
        assertThat(EmergencyNumbers.isOne(number)).isFalse();
    }
}
