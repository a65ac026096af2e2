package com.dartwing.tel.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.carrier.Carrier.ErrorMeaning;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifyAnswerTest {

    private static final Carrier CARRIER = new Carrier(
                    null,
                    "Acme",
                    "",
                    1,
                    null,
                    null,
                    false,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Map.of(
                            "BUSY", new ErrorMeaning("unavailable", null),
                            "RUDE", new ErrorMeaning("rejected", "TEL-102"),
                            "WHO", new ErrorMeaning("unknown", null)),
                    null,
                    null,
                    null,
                    null,
                    null)
            .named("acme");

    @ParameterizedTest
    @CsvSource({
        "400, Rejected",
        "404, Rejected",
        "422, Rejected",
        "401, Unavailable",
        "402, Unavailable",
        "403, Unavailable",
        "429, Unavailable",
        "503, Unavailable",
        "408, Unknown",
        "500, Unknown",
        "502, Unknown",
        "504, Unknown",
    })
    void without_a_word_of_the_folder_the_http_status_decides(int status, String kind) {
        assertThat(ClassifyAnswer.refusal(CARRIER, status, "new", "detail")
                        .getClass()
                        .getSimpleName())
                .isEqualTo(kind);
    }

    @Test
    void the_folders_word_on_a_code_wins_over_the_status() {
        assertThat(ClassifyAnswer.refusal(CARRIER, 400, "BUSY", null)).isInstanceOf(CarrierException.Unavailable.class);
        assertThat(ClassifyAnswer.refusal(CARRIER, 400, "WHO", null)).isInstanceOf(CarrierException.Unknown.class);
        assertThat(ClassifyAnswer.refusal(CARRIER, 503, "RUDE", null))
                .isInstanceOfSatisfying(CarrierException.Rejected.class, rejected -> assertThat(rejected.telCode())
                        .isEqualTo("TEL-102"));
    }
}
