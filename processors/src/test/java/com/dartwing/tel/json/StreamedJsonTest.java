package com.dartwing.tel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.dartwing.tel.error.TelException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamedJsonTest {

    record Letter(String title, Integer copies) {}

    record Reader(String name, String greeting) {}

    private final List<JsonNode> items = new ArrayList<>();

    private Letter read(InputStream body) {
        return StreamedJson.read(body, Letter.class, "readers", 3, Reader.class, (index, item) -> {
            assertThat(index).isEqualTo(items.size());
            items.add(item);
        });
    }

    private Letter read(String body) {
        return read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private TelException refused(String body) {
        return catchThrowableOfType(TelException.class, () -> read(body));
    }

    @Test
    void items_are_handed_on_and_the_fields_come_back_wherever_they_stand() {
        Letter letter = read("{\"title\":\"A\",\"readers\":[\"x\",{\"name\":\"y\",\"greeting\":\"Hé\"}],\"copies\":2}");

        assertThat(letter).isEqualTo(new Letter("A", 2));
        assertThat(items)
                .extracting(JsonNode::toString)
                .containsExactly("\"x\"", "{\"name\":\"y\",\"greeting\":\"Hé\"}");
    }

    @Test
    void what_is_nested_deeper_is_neither_kept_nor_taken_for_something_else() {
        read("{\"readers\":[[[\"x\"]],{\"name\":{\"a\":[1]}},7]}");

        assertThat(items).extracting(JsonNode::toString).containsExactly("[]", "{\"name\":[]}", "7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"readers\":[\"x\"],\"z\":1} | z",
                "{\"readers\":[\"x\"],\"title\":[1]} | title",
                "{\"readers\":[\"x\"],\"title\":1} | title",
                "{\"readers\":[\"x\"],\"title\":\"a\",\"title\":\"b\"} | title",
                "{\"readers\":[\"x\"],\"readers\":[\"x\"]} | readers",
                "{\"readers\":[{\"nam\":\"x\"}]} | readers[0].nam",
                "{\"readers\":[\"a\",{\"name\":\"x\",\"name\":\"y\"}]} | readers[1].name",
                "{\"readers\":[\"\\ud800\"]} | readers[0]",
                "{\"readers\":[]} | readers",
                "{\"readers\":\"x\"} | readers",
                "{\"title\":\"x\"} | readers",
            })
    void a_refusal_names_the_field(String body, String field) {
        TelException refusal = refused(body);

        assertThat(refusal.code()).isEqualTo("TEL-011");
        assertThat(refusal.field()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{", "{\"readers\":[\"x\"", "{\"readers\":[\"x\"]} {}", "{\"readers\":[1e999999999]}"})
    void what_is_no_object_is_refused(String body) {
        assertThat(refused(body).code()).isEqualTo("TEL-011");
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        byte[] body = "{\"readers\":[\"\u00ff\"]}".getBytes(StandardCharsets.ISO_8859_1);

        TelException refusal = catchThrowableOfType(TelException.class, () -> read(new ByteArrayInputStream(body)));

        assertThat(refusal).hasMessageContaining("UTF-8");
    }

    @Test
    void too_many_items_are_too_large() {
        TelException refusal = refused("{\"readers\":[1,2,3,4]}");

        assertThat(refusal.code()).isEqualTo("TEL-014");
        assertThat(refusal.field()).isEqualTo("readers");
        assertThat(items).hasSize(3);
    }
}
