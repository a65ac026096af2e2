package com.dartwing.tel.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentHashTest {

    private static final String SAID =
            "{\"to\":\"+14155551234\",\"body\":\"é\",\"context\":{\"a\":1,\"b\":[1,2.50,null]}}";

    private static String hash(String body) {
        return ContentHash.of(new StrictJson(10_000).readTree(body.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"to\" : \"+14155551234\",\n \"body\": \"é\", \"context\": {\"a\": 1, \"b\": [1, 2.50, null]} }",
                "{\"context\":{\"b\":[1,2.50,null],\"a\":1},\"body\":\"é\",\"to\":\"+14155551234\"}",
                "{\"to\":\"\\u002b14155551234\",\"body\":\"\\u00e9\",\"context\":{\"a\":1,\"b\":[1,2.50,null]}}",
            })
    void the_same_in_other_words_is_the_same(String body) {
        assertThat(hash(body)).isEqualTo(hash(SAID)).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"to\":\"+14155551234\",\"body\":\"e\",\"context\":{\"a\":1,\"b\":[1,2.50,null]}}",
                "{\"to\":\"+14155551234\",\"body\":\"é\",\"context\":{\"a\":1,\"b\":[2.50,1,null]}}",
                "{\"to\":\"+14155551234\",\"body\":\"é\",\"context\":{\"a\":\"1\",\"b\":[1,2.50,null]}}",
                "{\"to\":\"+14155551234\",\"body\":\"é\"}",
            })
    void what_says_something_else_is_another(String body) {
        assertThat(hash(body)).isNotEqualTo(hash(SAID));
    }

    @Test
    void pieces_are_told_apart() {
        assertThat(new ContentHash().add(Json.read("[1,2]")).hex())
                .isNotEqualTo(new ContentHash()
                        .add(Json.read("[1]"))
                        .add(Json.read("[2]"))
                        .hex());
    }
}
