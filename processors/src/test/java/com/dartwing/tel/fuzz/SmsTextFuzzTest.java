package com.dartwing.tel.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.dartwing.tel.sms.Keyword;
import com.dartwing.tel.sms.SmsEncoding;
import com.dartwing.tel.sms.SmsText;
import java.util.List;

class SmsTextFuzzTest {

    @FuzzTest
    void whatIsCountedIsWhatLeaves(FuzzedDataProvider data) {
        String body = data.consumeRemainingAsString();

        SmsText text = SmsText.of(body);
        List<byte[]> segments = text.octets();

        int octetsOfAUnit = text.encoding() == SmsEncoding.GSM_7 ? 1 : 2;
        int most = segments.size() == 1
                ? text.encoding().single()
                : text.encoding().concatenated();
        assertThat(segments).hasSize(text.segments());
        assertThat(segments).allMatch(segment -> segment.length <= most * octetsOfAUnit);
        assertThat(segments.stream().mapToInt(segment -> segment.length).sum()).isEqualTo(text.units() * octetsOfAUnit);
        assertThat(String.join("", text.split())).isEqualTo(body);
    }

    @FuzzTest
    void aKeywordIsFoundInAnyTextWithoutAFault(FuzzedDataProvider data) {
        String body = data.consumeRemainingAsString();

        assertThat(Keyword.of(body)).isEqualTo(Keyword.of(" " + body + " "));
    }
}
