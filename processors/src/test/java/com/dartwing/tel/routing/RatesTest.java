package com.dartwing.tel.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatesTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant BEFORE = NOW.minusSeconds(1);
    private static final Instant LATER = NOW.plusSeconds(1);

    @Test
    void theLongestMatchingPrefixWins() {
        Rates rates = Rates.of(List.of(
                rate("1", "0.01", BEFORE),
                rate("+1415", "0.02", BEFORE),
                rate("14155", "0.03", BEFORE),
                rate("1416", "0.04", BEFORE),
                rate("44", "0.05", BEFORE)));

        assertThat(price(rates, "+14155550100")).contains("0.03");
        assertThat(price(rates, "+14154550100")).contains("0.02");
        assertThat(price(rates, "+14175550100")).contains("0.01");
        assertThat(price(rates, "+19995550100")).contains("0.01");
        assertThat(price(rates, "447700900123")).contains("0.05");
        assertThat(price(rates, "+33612345678")).isEmpty();
        assertThat(rates.size()).isEqualTo(5);
    }

    @Test
    void aFoundRateTellsItsPrefix() {
        Rate found = Rates.of(List.of(rate("+1415", "0.0200", BEFORE)))
                .find("a", "sms", "+14155550100", NOW)
                .orElseThrow();

        assertThat(found).isEqualTo(rate("1415", "0.0200", BEFORE));
    }

    @Test
    void theLatestRateInForceWins() {
        Rates rates = Rates.of(List.of(
                rate("1415", "0.03", NOW),
                rate("1415", "0.02", BEFORE),
                rate("1415", "0.04", LATER),
                rate("1", "0.01", BEFORE)));

        assertThat(price(rates, "+14155550100")).contains("0.03");
        assertThat(rates.find("a", "sms", "+14155550100", BEFORE).orElseThrow().price())
                .isEqualByComparingTo("0.02");
    }

    @Test
    void aRateOfTheFutureLeavesTheShorterPrefixInForce() {
        Rates rates = Rates.of(List.of(rate("1415", "0.04", LATER), rate("1", "0.01", NOW)));

        assertThat(price(rates, "+14155550100")).contains("0.01");
        assertThat(price(Rates.of(List.of(rate("1", "0.01", LATER))), "+14155550100"))
                .isEmpty();
    }

    @Test
    void carriersAndOperationsAreApart() {
        Rates rates = Rates.of(List.of(rate("1", "0.01", BEFORE)));

        assertThat(rates.find("a", "voice", "+14155550100", NOW)).isEmpty();
        assertThat(rates.find("b", "sms", "+14155550100", NOW)).isEmpty();
    }

    @Test
    void noPrefixIsEveryNumber() {
        Rates rates = Rates.of(List.of(rate("", "0.09", BEFORE), rate("1", "0.01", BEFORE)));

        assertThat(price(rates, "+447700900123")).contains("0.09");
        assertThat(price(rates, "+14155550100")).contains("0.01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1a", "++1", "1234567890123456", " 1", "-1"})
    void whatIsNoPrefixIsRefused(String prefix) {
        List<Rate> rates = List.of(rate(prefix, "1", NOW));

        assertThatThrownBy(() -> Rates.of(rates)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void itFindsWhatASearchThroughAllFinds(@ForAll("tables") List<Rate> table, @ForAll("digits") String number) {
        Optional<Rate> expected = table.stream()
                .filter(rate -> number.startsWith(rate.prefix()))
                .filter(rate -> !rate.effectiveFrom().isAfter(NOW))
                .max(Comparator.<Rate>comparingInt(rate -> rate.prefix().length())
                        .thenComparing(Rate::effectiveFrom)
                        .thenComparingInt(table::lastIndexOf));

        assertThat(Rates.of(table).find("a", "sms", number, NOW)).isEqualTo(expected);
    }

    @Test
    void amongAMillionPrefixesTheLongestIsFound() {
        Random random = new Random(7);
        Map<String, BigDecimal> known = new HashMap<>();
        Rates.Builder builder = new Rates.Builder();
        while (known.size() < 1_000_000) {
            String prefix = String.valueOf(1 + random.nextInt(99_999_999));
            BigDecimal price = BigDecimal.valueOf(1 + random.nextInt(500), 4);
            if (known.putIfAbsent(prefix, price) == null) {
                builder.add(new Rate("a", "sms", prefix, price, "USD", BEFORE));
            }
        }
        Rates rates = builder.build();

        assertThat(rates.size()).isEqualTo(1_000_000);
        for (int i = 0; i < 20_000; i++) {
            String number = String.valueOf(1_000_000_000L + random.nextInt(Integer.MAX_VALUE));
            Optional<BigDecimal> expected = IntStream.iterate(8, length -> length > 0, length -> length - 1)
                    .mapToObj(length -> known.get(number.substring(0, length)))
                    .filter(Objects::nonNull)
                    .findFirst();
            assertThat(rates.find("a", "sms", number, NOW).map(Rate::price)).isEqualTo(expected);
        }
    }

    @Provide
    Arbitrary<String> digits() {
        return Arbitraries.strings().withChars("012").ofMinLength(0).ofMaxLength(7);
    }

    @Provide
    Arbitrary<List<Rate>> tables() {
        Arbitrary<String> prefixes = Arbitraries.strings().withChars("012").ofMaxLength(5);
        Arbitrary<Integer> prices = Arbitraries.integers().between(0, 9);
        Arbitrary<Instant> dates = Arbitraries.of(BEFORE.minusSeconds(9), BEFORE, NOW, LATER);
        return Combinators.combine(prefixes, prices, dates)
                .as((prefix, price, date) -> rate(prefix, price.toString(), date))
                .list()
                .ofMaxSize(40);
    }

    private static Rate rate(String prefix, String price, Instant from) {
        return new Rate("a", "sms", prefix, new BigDecimal(price), "USD", from);
    }

    private static Optional<String> price(Rates rates, String number) {
        return rates.find("a", "sms", number, NOW).map(rate -> rate.price().toPlainString());
    }
}
