package com.dartwing.tel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.error.TelException.InvalidRequest;
import com.dartwing.tel.error.TelException.TooLarge;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    private final StrictJson json = new StrictJson(100_000);

    enum Purpose {
        TRANSACTIONAL,
        MARKETING
    }

    record Part(@Required String name, Integer size) {}

    record Request(
            @Required String to,
            String fromNumber,
            Integer validitySeconds,
            Long big,
            Boolean hipaaMode,
            boolean flag,
            BigDecimal price,
            Purpose purpose,
            Instant scheduledFor,
            List<String> tags,
            List<Part> parts,
            Map<String, Integer> counts,
            ObjectNode context,
            JsonNode any) {}

    record Wish(@Required String body, Integer maxRetries, Part part, Instant at, ObjectNode context) {}

    record Around(@Required String to, @JsonUnwrapped Wish wish, String idempotencyKey) {}

    record Over(String body, @JsonUnwrapped Wish wish) {}

    record Guarded(String to) {
        Guarded {
            Check.atMost(3, to, "to");
        }
    }

    record Fragile(String to) {
        Fragile {
            if ("x".equals(to)) {
                throw new IllegalStateException("a bug");
            }
        }
    }

    @Test
    void aWholeRequestIsRead() {
        Request request = json.read(
                bytes(
                        """
                        {"to":"+14155551234","from_number":"é😀","validity_seconds":60,"big":5000000000,"hipaa_mode":true,
                         "flag":true,"price":1.10,"purpose":"marketing","scheduled_for":"2026-01-15T10:30:00",
                         "tags":["a","b"],"parts":[{"name":"n","size":1}],"counts":{"a":1},"context":{"a":{"b":null}},
                         "any":[1,"x"]}"""),
                Request.class);

        assertThat(request.to()).isEqualTo("+14155551234");
        assertThat(request.fromNumber()).isEqualTo("é😀");
        assertThat(request.validitySeconds()).isEqualTo(60);
        assertThat(request.big()).isEqualTo(5_000_000_000L);
        assertThat(request.price()).isEqualTo(new BigDecimal("1.10"));
        assertThat(request.purpose()).isEqualTo(Purpose.MARKETING);
        assertThat(request.scheduledFor()).isEqualTo(Instant.parse("2026-01-15T10:30:00Z"));
        assertThat(request.parts()).containsExactly(new Part("n", 1));
        assertThat(request.counts()).containsEntry("a", 1);
        assertThat(request.context().at("/a/b").isNull()).isTrue();
    }

    @Test
    void an_unwrapped_record_has_its_fields_among_those_around_it() {
        Around around = json.read(
                bytes(
                        """
                        {"context":{"a":{"price":1.10,"big":12345678901234567890}},"to":"1","max_retries":3,
                         "part":{"name":"n","size":1},"at":"2026-01-15T10:30:00Z","body":"b","idempotency_key":"k"}"""),
                Around.class);

        assertThat(around.to()).isEqualTo("1");
        assertThat(around.idempotencyKey()).isEqualTo("k");
        assertThat(around.wish().maxRetries()).isEqualTo(3);
        assertThat(around.wish().part()).isEqualTo(new Part("n", 1));
        assertThat(around.wish().at()).isEqualTo(Instant.parse("2026-01-15T10:30:00Z"));
        assertThat(around.wish().context()).hasToString("{\"a\":{\"price\":1.10,\"big\":12345678901234567890}}");
        assertThat(json.read(bytes("{\"to\":\"1\",\"body\":\"b\"}"), Around.class)
                        .wish())
                .isEqualTo(new Wish("b", null, null, null, null));
    }

    @Test
    void the_record_around_an_unwrapped_one_wins_where_both_have_a_field() {
        assertThat(json.read(bytes("{\"body\":\"b\",\"max_retries\":1}"), Over.class))
                .isEqualTo(new Over("b", new Wish(null, 1, null, null, null)));
        assertThat(json.read(bytes("{\"max_retries\":1}"), Over.class))
                .isEqualTo(new Over(null, new Wish(null, 1, null, null, null)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"body\":\"b\"}                               | to          | to is required",
                "{\"to\":\"1\"}                                 | body        | body is required",
                "{\"to\":\"1\",\"wish\":{\"body\":\"b\"}}       | wish        | wish is not a known field",
                "{\"to\":\"1\",\"body\":\"b\",\"max_retries\":1.0} | max_retries | max_retries must be a whole number",
                "{\"to\":\"1\",\"body\":\"b\",\"part\":{}}         | part.name   | part.name is required",
                "{\"to\":\"1\",\"to\":\"2\",\"body\":\"b\"}         | to          | to is there twice",
            })
    void an_unwrapped_record_is_read_as_strictly(String body, String field, String message) {
        InvalidRequest refusal = catchThrowableOfType(InvalidRequest.class, () -> json.read(bytes(body), Around.class));

        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal).hasMessage(message);
    }

    @Test
    void absentFieldsAreNull() {
        Request request = json.read(bytes("{\"to\":\"1\",\"tags\":null}"), Request.class);

        assertThat(request.tags()).isNull();
        assertThat(request.purpose()).isNull();
        assertThat(request.flag()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                             | to                 | to is required",
                "{\"to\":null}                                  | to                 | to is required",
                "{\"to\":5}                                     | to                 | to must be text",
                "{\"to\":true}                                  | to                 | to must be text",
                "{\"to\":[\"1\"]}                               | to                 | to must be text",
                "{\"to\":\"1\",\"fromNumber\":\"2\"}            | fromNumber         | fromNumber is not a known field",
                "{\"to\":\"1\",\"validity_seconds\":\"60\"}     | validity_seconds   | validity_seconds must be a whole number",
                "{\"to\":\"1\",\"validity_seconds\":60.0}       | validity_seconds   | validity_seconds must be a whole number",
                "{\"to\":\"1\",\"validity_seconds\":6e1}        | validity_seconds   | validity_seconds must be a whole number",
                "{\"to\":\"1\",\"validity_seconds\":true}       | validity_seconds   | validity_seconds must be a whole number",
                "{\"to\":\"1\",\"validity_seconds\":3000000000} | validity_seconds   | validity_seconds is out of range",
                "{\"to\":\"1\",\"big\":99999999999999999999}    | big                | big is out of range",
                "{\"to\":\"1\",\"hipaa_mode\":\"true\"}         | hipaa_mode         | hipaa_mode must be true or false",
                "{\"to\":\"1\",\"hipaa_mode\":1}                | hipaa_mode         | hipaa_mode must be true or false",
                "{\"to\":\"1\",\"flag\":null}                   | flag               | flag must not be null",
                "{\"to\":\"1\",\"price\":\"1\"}                 | price              | price must be a number",
                "{\"to\":\"1\",\"price\":1e999}                 | price              | price is out of range",
                "{\"to\":\"1\",\"price\":1e-999999999}          | price              | price is out of range",
                "{\"to\":\"1\",\"purpose\":\"spam\"}            | purpose            | purpose must be one of transactional, marketing",
                "{\"to\":\"1\",\"purpose\":0}                   | purpose            | purpose must be one of transactional, marketing",
                "{\"to\":\"1\",\"scheduled_for\":\"soon\"}      | scheduled_for      | scheduled_for must be a time such as 2026-01-15T10:30:00Z",
                "{\"to\":\"1\",\"scheduled_for\":1}             | scheduled_for      | scheduled_for must be a time such as 2026-01-15T10:30:00Z",
                "{\"to\":\"1\",\"tags\":\"a\"}                  | tags               | tags must be a list",
                "{\"to\":\"1\",\"tags\":[\"a\",\"b\",\"c\",1]}  | tags[3]            | tags[3] must be text",
                "{\"to\":\"1\",\"tags\":[null]}                 | tags[0]            | tags[0] must not be null",
                "{\"to\":\"1\",\"parts\":[{\"name\":\"n\"},{}]} | parts[1].name      | parts[1].name is required",
                "{\"to\":\"1\",\"parts\":[{\"name\":\"n\",\"x\":1}]} | parts[0].x    | parts[0].x is not a known field",
                "{\"to\":\"1\",\"parts\":[7]}                   | parts[0]           | parts[0] must be an object",
                "{\"to\":\"1\",\"counts\":{\"a\":\"1\"}}        | counts.a           | counts.a must be a whole number",
                "{\"to\":\"1\",\"context\":[]}                  | context            | context must be an object",
                "{\"to\":\"1\",\"context\":{\"a\":1,\"a\":2}}   | context.a          | context.a is there twice",
                "{\"to\":\"1\",\"to\":\"2\"}                    | to                 | to is there twice",
                "{\"to\":\"1\",\"\\u0074o\":\"2\"}              | to                 | to is there twice",
                "{\"any\":[{\"a\":1},{\"a\":1,\"a\":1}]}        | any[1].a           | any[1].a is there twice",
                "{\"to\":\"\\ud800\"}                           | to                 | to has half of a surrogate pair",
                "{\"to\":\"1\",\"any\":{\"\\udc00\":1}}         | any.?              | any.? has half of a surrogate pair",
            })
    void theFieldAtFaultIsNamed(String body, String field, String message) {
        InvalidRequest refusal = refusal(bytes(body));

        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal).hasMessage(message);
        assertThat(refusal.code()).isEqualTo("TEL-011");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[]",
                "[{\"to\":\"1\"}]",
                "\"to\"",
                "null",
                "1",
                "{'to':'1'}",
                "{to:\"1\"}",
                "{\"to\":\"1\",}",
                "{\"to\":\"1\"} x",
                "{\"to\":\"1\"}{}",
                "{\"to\":\"1\"}]",
                "{\"to\":\"1\" /* c */}",
                "{\"to\":NaN}",
                "{\"to\":\"1\",\"big\":01}",
                "{\"to\":\"1\",\"big\":+1}",
                "{\"to\":\"1\",\"big\":.5}",
                "{\"to\":\"\n\"}",
                "{\"to\":\"\\x\"}",
                "{\"to\":tru}",
                "\uFEFF{\"to\":\"1\"}",
                "{\"price\":1e99999999999}"
            })
    void whatIsNoJsonObjectIsRefused(String body) {
        assertThat(refusal(bytes(body)).code()).isEqualTo("TEL-011");
    }

    @Test
    void aBodyThatIsAbsentIsRefused() {
        assertThat(refusal(null)).hasMessage("The body is empty; it must be a JSON object");
    }

    @Test
    void badUtf8IsRefused() {
        List<byte[]> wrong = List.of(
                new byte[] {(byte) 0xC0, (byte) 0xAF}, // overlong
                new byte[] {(byte) 0xE0, (byte) 0x80, (byte) 0xAF},
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, // a surrogate
                new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}, // beyond U+10FFFF
                new byte[] {(byte) 0xFF},
                new byte[] {(byte) 0xC3});

        for (byte[] bytes : wrong) {
            String latin = new String(bytes, StandardCharsets.ISO_8859_1);
            InvalidRequest refusal = refusal(("{\"to\":\"" + latin + "\"}").getBytes(StandardCharsets.ISO_8859_1));
            assertThat(refusal).hasMessage("The body is not valid UTF-8");
        }
    }

    @Test
    void nestingEndsAtSixtyFour() {
        assertThat(json.readTree(nested(64)).isObject()).isTrue();
        assertThat(refusal(nested(65))).hasMessageStartingWith("The body is nested deeper than 64");
        assertThat(refusal(nested(10_000))).hasMessageStartingWith("The body is nested deeper than 64");
        assertThat(refusal(bytes("{\"to\":" + "[".repeat(10_000)))).hasMessageStartingWith("The body is nested deeper");
        assertThat(refusal(bytes("[".repeat(10_000)))).hasMessageStartingWith("The body is nested deeper");
    }

    @Test
    void aBodyThatIsTooLongIsAnotherError() {
        StrictJson narrow = new StrictJson(10);

        assertThat(narrow.readTree(bytes("{\"a\": 123}"))).hasSize(1);
        assertThatThrownBy(() -> narrow.readTree(bytes("{\"a\": 1234}"))).isInstanceOf(TooLarge.class);
    }

    @Test
    void littleOfTheCallersDataIsSaidBack() {
        InvalidRequest refusal = refusal(bytes("{\"" + "x".repeat(5_000) + "\":1}"));

        assertThat(refusal.getMessage()).hasSizeLessThan(70);
        assertThat(refusal.field()).hasSizeLessThanOrEqualTo(200);
        assertThat(refusal(bytes("{\"a\\nb\":1}"))).hasMessage("a?b is not a known field");
    }

    @Test
    void aRecordMayRefuseByItself() {
        InvalidRequest refusal =
                catchThrowableOfType(InvalidRequest.class, () -> json.read(bytes("{\"to\":\"1234\"}"), Guarded.class));

        assertThat(refusal).hasMessage("to may have at most 3 characters");
        assertThatThrownBy(() -> json.read(bytes("{\"to\":\"x\"}"), Fragile.class))
                .isInstanceOf(InvalidRequest.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{} {}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":1e999999999}",
                "{\"a\":NaN}"
            })
    void aFieldOfAFormIsReadAsStrictly(String text) {
        InvalidRequest refusal =
                catchThrowableOfType(InvalidRequest.class, () -> StrictJson.readField("context", text));

        assertThat(refusal.field()).startsWith("context");
        assertThat(StrictJson.readField("context", "{\"a\":[1]}").toString()).isEqualTo("{\"a\":[1]}");
    }

    @Property(tries = 2_000)
    void noBytesMakeAnotherException(@ForAll byte[] body) {
        try {
            json.read(body, Request.class);
        } catch (TelException refused) {
            assertThat(refused.httpStatus()).isEqualTo(400);
        }
    }

    @Property(tries = 2_000)
    void noBrokenBodyMakesAnotherException(@ForAll int cut, @ForAll byte replacement) {
        byte[] body =
                bytes("{\"to\":\"é\",\"price\":1.5e3,\"tags\":[\"a\"],\"context\":{\"a\":[{\"b\":null}]},\"any\":-0}");
        body[Math.floorMod(cut, body.length)] = replacement;

        try {
            json.read(body, Request.class);
        } catch (TelException refused) {
            assertThat(refused.httpStatus()).isEqualTo(400);
        }
    }

    private InvalidRequest refusal(byte[] body) {
        InvalidRequest refusal = catchThrowableOfType(InvalidRequest.class, () -> json.read(body, Request.class));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static byte[] nested(int depth) {
        return bytes("{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
