package com.dartwing.tel.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.fax.FaxEnd;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaxSpecTest {

    private final FaxSpec spec = new FaxSpec(
            Map.of("CONVERSION", FaxEnd.DOCUMENT, "CONVERSION 54", FaxEnd.NOT_FETCHED, "CALL 17", FaxEnd.BUSY),
            null,
            null);

    @ParameterizedTest
    @CsvSource({
        "CONVERSION 54, NOT_FETCHED",
        "CONVERSION 133, DOCUMENT",
        "CONVERSION, DOCUMENT",
        "CALL 17, BUSY",
        "CALL 99, FAILED",
        ", FAILED",
    })
    void the_more_exact_word_decides(String cause, FaxEnd end) {
        assertThat(spec.end(cause)).isEqualTo(end);
    }
}
