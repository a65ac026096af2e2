package com.dartwing.tel.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.json.Json;
import com.dartwing.tel.json.StrictJson;
import com.dartwing.tel.sms.SmsRequest;
import java.nio.charset.StandardCharsets;

class JsonFuzzTest {

    private final StrictJson json = new StrictJson(65_536);

    @FuzzTest
    void aBodyIsARequestOrIsRefused(byte[] body) {
        try {
            assertThat(json.read(body, SmsRequest.class)).isNotNull();
        } catch (TelException refusal) {
            assertThat(refusal.httpStatus()).isBetween(400, 499);
        }
    }

    @FuzzTest
    void aTreeSaysTheSameWhenItIsWrittenAndReadAgain(byte[] body) {
        try {
            var tree = json.readTree(body);
            byte[] written = Json.write(tree).getBytes(StandardCharsets.UTF_8);
            assertThat(new StrictJson(10 * 65_536).readTree(written)).isEqualTo(tree);
        } catch (TelException refusal) {
            assertThat(refusal.httpStatus()).isBetween(400, 499);
        }
    }
}
