package com.dartwing.tel.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.dartwing.tel.error.TelException;
import com.dartwing.tel.routing.RateCsv;
import com.dartwing.tel.routing.RateLine;
import com.dartwing.tel.routing.Rates;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

class RateCsvFuzzTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @FuzzTest
    void aFileIsReadOrRefusedAndWhatIsReadIsWrittenAndReadAgain(byte[] bytes) throws IOException {
        RateCsv.Content content;
        try {
            content = read(new String(bytes, StandardCharsets.UTF_8));
        } catch (TelException.InvalidRequest refusal) {
            return;
        }
        StringBuilder written = new StringBuilder();
        try (var csv = RateCsv.writer(written)) {
            for (RateLine line : content.lines()) {
                RateCsv.write(csv, line);
            }
        }

        RateCsv.Content again = read(written.toString());

        assertThat(again.bad()).isEmpty();
        assertThat(again.lines()).usingElementComparator(RateLine.BY_KEY).isEqualTo(content.lines());
        assertThat(Rates.of(again.lines().stream().map(RateLine::rate).toList()).size())
                .isEqualTo(content.lines().size());
    }

    private static RateCsv.Content read(String text) {
        return RateCsv.read(
                new StringReader(text),
                name -> "acme".equalsIgnoreCase(name) ? Optional.of("acme") : Optional.empty(),
                NOW);
    }
}
