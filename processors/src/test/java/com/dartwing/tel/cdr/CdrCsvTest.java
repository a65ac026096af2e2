package com.dartwing.tel.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CdrCsvTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "|x", "%x", "+1-1"})
    void what_a_spreadsheet_would_calculate_is_text(String text) {
        assertThat(CdrCsv.harmless(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+14155551234", "-0.5", "12", "Marketing", "a=b", "a,b", "\"quoted\""})
    void the_rest_stays_as_it_is(String text) {
        assertThat(CdrCsv.harmless(text)).isEqualTo(text);
    }

    @Test
    void a_record_is_a_line_and_quotes_are_doubled() {
        Map<String, Object> record = new HashMap<>();
        record.put("record_id", "SMS-2026-000001");
        record.put("module", "a \"b\", c");
        record.put("cost_center", "=HYPERLINK(\"x\")");
        record.put("cost", Map.of("amount", new BigDecimal("0.00000"), "currency", "USD"));
        record.put("attempts", List.of("one", "two"));

        String line = CdrCsv.lines(List.of(record));

        assertThat(CdrCsv.header()).startsWith("record_id,cdr_type,").endsWith(",attempts\r\n");
        assertThat(line)
                .startsWith("SMS-2026-000001,")
                .contains("\"a \"\"b\"\", c\"", "\"'=HYPERLINK(\"\"x\"\")\"", ",0.00000,USD,")
                .endsWith(",2\r\n");
        assertThat(line.chars().filter(c -> c == ',').count())
                .isEqualTo(CdrCsv.header().chars().filter(c -> c == ',').count() + 1);
    }
}
