package com.dartwing.tel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import com.dartwing.tel.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadRecipientsTest {

    private final ReadRecipients reader = new ReadRecipients(null, "For all");

    private BatchRecipient read(int position, String json) {
        return reader.read(position, Json.read(json));
    }

    @Test
    void a_number_gets_the_text_for_all() {
        assertThat(read(0, "\"+1 415-556-0001\"")).isEqualTo(new BatchRecipient.Good(0, "+14155560001", null));
    }

    @Test
    void an_object_may_bring_its_own_text() {
        assertThat(read(1, "{\"to\":\"+14155560001\",\"body\":\"For you\"}"))
                .isEqualTo(new BatchRecipient.Good(1, "+14155560001", "For you"));
        assertThat(read(2, "{\"to\":\"+14155560002\",\"body\":null}"))
                .isEqualTo(new BatchRecipient.Good(2, "+14155560002", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"garbage\" | TEL-001",
                "\"4155560001\" | TEL-001",
                "7 | TEL-011",
                "null | TEL-011",
                "[] | TEL-011",
                "{} | TEL-011",
                "{\"to\":[]} | TEL-011",
                "{\"to\":\"+14155560001\",\"body\":[]} | TEL-011",
                "{\"to\":\"+14155560001\",\"body\":\" \"} | TEL-011",
            })
    void a_bad_one_is_told_and_nothing_is_thrown(String item, String code) {
        assertThat(((BatchRecipient.Bad) read(3, item)).code()).isEqualTo(code);
    }

    @Test
    void a_text_that_is_too_long_is_bad() {
        String item = "{\"to\":\"+14155560001\",\"body\":\"" + "x".repeat(1_601) + "\"}";

        assertThat(read(0, item)).isInstanceOf(BatchRecipient.Bad.class);
    }

    @Test
    void the_same_text_goes_to_a_number_once() {
        read(0, "\"+14155560001\"");

        assertThat(((BatchRecipient.Bad) read(1, "\"+1 (415) 556-0001\"")).code())
                .isEqualTo("TEL-013");
        assertThat(read(2, "{\"to\":\"+14155560001\",\"body\":\"For all\"}")).isInstanceOf(BatchRecipient.Bad.class);
        assertThat(read(3, "{\"to\":\"+14155560001\",\"body\":\"More\"}")).isInstanceOf(BatchRecipient.Good.class);
    }

    @Test
    void national_forms_are_understood_in_the_callers_country() {
        ReadRecipients american = new ReadRecipients("US", "For all");

        assertThat(american.read(0, Json.read("\"(415) 556-0001\"")))
                .isEqualTo(new BatchRecipient.Good(0, "+14155560001", null));
    }

    @Test
    void what_was_no_number_is_shown_shortened() {
        BatchRecipient.Bad bad = (BatchRecipient.Bad) read(0, "\"" + "x".repeat(100) + "\"");

        assertThat(bad.to()).hasSize(40);
    }
}
