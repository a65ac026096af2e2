package com.dartwing.tel.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dartwing.tel.error.TelException;
import com.dartwing.tel.routing.RateCsv.BadLine;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateCsvTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private static RateCsv.Content read(String text) {
        return RateCsv.read(
                new StringReader(text),
                name -> "acme".equalsIgnoreCase(name) ? Optional.of("acme") : Optional.empty(),
                NOW);
    }

    @Test
    void columnsMayStandInAnyOrderAndTheUsualNeedNotBeSaid() {
        RateCsv.Content content =
                read("\uFEFFPrice,operation,carrier,prefix\r\n0.0040,sms,Acme,+1\r\n\r\n1,voice,ACME,44\r\n");

        assertThat(content.bad()).isEmpty();
        assertThat(content.lines())
                .containsExactly(
                        new RateLine(
                                new Rate("acme", "sms", "1", new BigDecimal("0.0040"), "USD", NOW), "segment", true),
                        new RateLine(new Rate("acme", "voice", "44", BigDecimal.ONE, "USD", NOW), "minute", true));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        RateLine line = new RateLine(
                new Rate("acme", "sms", "4915", new BigDecimal("0.075000"), "EUR", NOW.plusNanos(123_456_000)),
                "message",
                false);
        StringBuilder file = new StringBuilder();
        try (CSVPrinter csv = RateCsv.writer(file)) {
            RateCsv.write(csv, line);
        }

        RateLine read = read(file.toString()).lines().get(0);

        assertThat(read.saysAs(line)).isTrue();
        assertThat(RateLine.BY_KEY.compare(read, line)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Other,sms,1,1,USD,2026-01-01T00:00:00Z,true | carrier is none that this hub has",
                "Acme,pigeon,1,1,USD,2026-01-01T00:00:00Z,true | operation is not one of fax, mms, sms, voice, voice-in",
                "Acme,sms,,1,USD,2026-01-01T00:00:00Z,true | prefix is not 1 to 15 digits",
                "Acme,sms,1a,1,USD,2026-01-01T00:00:00Z,true | prefix is not 1 to 15 digits",
                "Acme,sms,1234567890123456,1,USD,,true | prefix is not 1 to 15 digits",
                "Acme,sms,1,-1,USD,,true | price is not a number of 0 or more with at most six decimals",
                "Acme,sms,1,1e9,USD,,true | price is not a number of 0 or more with at most six decimals",
                "Acme,sms,1,0.0000001,USD,,true | price is not a number of 0 or more with at most six decimals",
                "Acme,sms,1,.,USD,,true | price is not a number of 0 or more with at most six decimals",
                "Acme,sms,1,,USD,,true | price is not a number of 0 or more with at most six decimals",
                "Acme,sms,1,1,DM,,true | currency is not one of EUR, GBP, USD",
                "Acme,sms,1,1,USD,tomorrow,true | effective_from is no ISO 8601 time",
                "Acme,sms,1,1,USD,,perhaps | enabled is not true or false",
                "Acme,sms,1 | has 3 values, and the header has 7",
            })
    void aBadLineIsToldWithItsNumberAndRefusesNoOther(String line, String reason) {
        RateCsv.Content content = read("carrier,operation,prefix,price,currency,effective_from,enabled\n"
                + "Acme,sms,1,1,USD,,\n" + line + "\nAcme,sms,2,1,USD,,\n");

        assertThat(content.lines()).hasSize(2);
        assertThat(content.bad()).containsExactly(new BadLine(3, reason));
    }

    @Test
    void theSameRateTwiceIsBad() {
        RateCsv.Content content = read("carrier,operation,prefix,price\nAcme,sms,1,1\nacme,sms,+1,2\n");

        assertThat(content.bad()).containsExactly(new BadLine(3, "is a rate that stands in the file already"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "carrier,operation,prefix\nAcme,sms,1\n",
                "carrier,operation,prefix,price,colour\n",
                "carrier,operation,prefix,price,price\n",
                "carrier,operation,prefix,price\n\"Acme,sms,1,1\n",
                "carrier,operation,prefix,price\n\"Acme\"x,sms,1,1\n",
            })
    void whatIsNoFileOfRatesIsRefused(String text) {
        assertThatExceptionOfType(TelException.InvalidRequest.class).isThrownBy(() -> read(text));
    }
}
