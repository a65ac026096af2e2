package com.dartwing.tel.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Calls that hold whole files: what is left of them, whatever the files are. */
class WithoutFilesTest {

    private static final String FORM = "multipart/form-data; boundary=b";
    private static final String FAX = "{\"id\":\"f1\",\"file\":\"its own\"}";

    private static JsonNode read(String type, InputStream body) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Content-Type", type);
        return WithoutFiles.read(request, body, Set.of("file"));
    }

    private static JsonNode json(String body) {
        return read("application/json", stream(body));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Letters, as many as are read and no more of them in memory than that. */
    private static InputStream letters(long many) {
        return new InputStream() {
            private long left = many;

            @Override
            public int read() {
                return left-- > 0 ? 'A' : -1;
            }
        };
    }

    private static InputStream around(String before, long many, String after) {
        return new SequenceInputStream(Collections.enumeration(List.of(stream(before), letters(many), stream(after))));
    }

    private static String part(String name, String more) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n";
    }

    @Test
    void a_file_of_any_size_is_passed_over_and_the_rest_is_read() {
        JsonNode read = read(
                "application/json",
                around("{\"event\":\"E\",\"file\":\"", 60_000_000, "\",\"fileType\":\"PDF\",\"fax\":" + FAX + "}"));

        assertThat(read).isEqualTo(Json.read("{\"event\":\"E\",\"fileType\":\"PDF\",\"fax\":" + FAX + "}"));
    }

    @Test
    void a_form_says_the_same() {
        JsonNode read = read(
                FORM,
                around(
                        part("event", "") + "E\r\n" + part("fax", "") + FAX + "\r\n"
                                + part("file", "; filename=\"a.pdf\""),
                        50_000_000,
                        "\r\n" + part("file", "") + "text\r\n" + part("fileType", "") + "PDF\r\n--b--\r\n"));

        assertThat(read).isEqualTo(Json.read("{\"event\":\"E\",\"fax\":" + FAX + ",\"fileType\":\"PDF\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "17", "\"file\"", "{", "{\"a\":1} {}", "{\"file\":\"x\"} 1", "{\"file\":"})
    void what_is_no_one_object_is_malformed(String body) {
        assertThatThrownBy(() -> json(body)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--b", "--b\r\nContent-Disposition: form-data; name=\"event\"\r\n\r\nE", "no form"})
    void a_form_that_broke_off_is_malformed(String body) {
        assertThatThrownBy(() -> read(FORM, stream(body))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_left_is_small() {
        String long_ = "A".repeat(40_000);

        assertThatThrownBy(() -> json("{\"a\":\"" + "A".repeat(70_000) + "\"}"))
                .isInstanceOf(TelException.TooLarge.class);
        assertThatThrownBy(() -> json("{\"a\":\"" + long_ + "\",\"b\":\"" + long_ + "\"}"))
                .isInstanceOf(TelException.TooLarge.class);
        assertThatThrownBy(() ->
                        read(FORM, stream(part("a", "") + long_ + "\r\n" + part("b", "") + long_ + "\r\n--b--\r\n")))
                .isInstanceOf(TelException.TooLarge.class);
    }

    @Test
    void a_call_that_is_larger_than_any_is_read_no_further() {
        assertThatThrownBy(() -> read("application/json", around("{\"file\":\"", 100_000_000, "\"}")))
                .isInstanceOf(TelException.TooLarge.class);
        assertThatThrownBy(() -> read(FORM, around(part("file", "; filename=\"a\""), 100_000_000, "\r\n--b--\r\n")))
                .isInstanceOf(TelException.TooLarge.class);
    }

    @Test
    void a_tower_of_lists_falls() {
        assertThatThrownBy(() -> json("{\"a\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}"))
                .isInstanceOf(TelException.TooLarge.class);
    }
}
