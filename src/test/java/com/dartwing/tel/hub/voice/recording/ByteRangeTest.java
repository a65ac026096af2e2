package com.dartwing.tel.hub.voice.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9,      206, 0,  10,  bytes 0-9/100",
        "bytes=90-,      206, 90, 10,  bytes 90-99/100",
        "bytes=90-500,   206, 90, 10,  bytes 90-99/100",
        "bytes=-5,       206, 95, 5,   bytes 95-99/100",
        "bytes=-500,     206, 0,  100, bytes 0-99/100",
        "bytes=100-,     416, 0,  0,   bytes */100",
        "bytes=-0,       416, 0,  0,   bytes */100",
        "bytes=9-3,      200, 0,  100,",
        "bytes=-,        200, 0,  100,",
        "'bytes=0-1,5-6',200, 0,  100,",
        "pages=1-2,      200, 0,  100,",
        ",               200, 0,  100,",
    })
    void one_stretch_is_served(String header, int status, int from, int length, String told) {
        ByteRange range = ByteRange.of(header, 100);

        assertThat(range).isEqualTo(new ByteRange(status, from, length, 100));
        assertThat(range.contentRange()).isEqualTo(told);
    }
}
